<#
.SYNOPSIS
    Installs mrapp from this folder on Windows 10 or 11, without any network.

.DESCRIPTION
    UNVERIFIED: written with care beside install.sh for Linux, but not yet run on a Windows machine.

    Needs one of the Pythons named in about.txt (64 bits), which is not in this archive. Asks
    nothing, needs no administrator, and says what it does. It can be run again at any time; a run
    that was broken off starts anew.

.EXAMPLE
    powershell -ExecutionPolicy Bypass -File setup.ps1

.EXAMPLE
    powershell -ExecutionPolicy Bypass -File setup.ps1 -To D:\mrapp
#>
param(
    # Where mrapp comes: a new or empty folder, or one with an older mrapp.
    [string] $To = (Join-Path $env:LOCALAPPDATA 'mrapp')
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'common.ps1')
$Here = $PSScriptRoot

function Get-About([string] $Word) {
    foreach ($line in Get-Content (Join-Path $Here 'about.txt')) {
        if ($line.StartsWith("$Word ")) { return $line.Substring($Word.Length + 1) }
    }
}

function Test-Files {
    Write-Host 'Checking the files of this archive.'
    foreach ($line in Get-Content (Join-Path $Here 'SHA256SUMS')) {
        $hash, $name = $line -split '  ', 2
        $path = Join-Path $Here $name
        if (-not (Test-Path -LiteralPath $path)) { Stop-Here "$name is missing; copy the archive again." }
        if ((Get-FileHash -Algorithm SHA256 -LiteralPath $path).Hash -ne $hash) {
            Stop-Here "$name is not what was packed; copy the archive again."
        }
    }
}

# The py launcher first: the name python may belong to a shop window of Windows itself.
function Find-Python {
    $pythons = (Get-About 'pythons') -split ' '
    foreach ($python in $pythons) {
        $fits = "import sys; sys.exit(not ('%d.%d' % sys.version_info[:2] == '$python' and sys.maxsize > 2**32))"
        if (Test-Quietly 'py' @("-$python", '-c', $fits)) { return @('py', "-$python") }
        if (Test-Quietly 'python' @('-c', $fits)) { return @('python') }
    }
    Stop-Here "mrapp needs Python $($pythons -join ' or ') (64 bits), and it was not found. Install it from python.org and start this again."
}

# A folder with something else in it is left alone.
function Initialize-Folder {
    $stamp = Join-Path $To 'mrapp-lives-here'
    if ((Test-Path $To) -and -not (Test-Path $stamp) -and (Get-ChildItem -Force $To)) {
        Stop-Here "$To holds something else; choose another folder with -To."
    }
    New-Item -ItemType Directory -Force $To | Out-Null
    Set-Content -Path $stamp -Value (Get-About 'version')
    $env_folder = Join-Path $To 'env'
    if (Test-Path $env_folder) { Remove-Item -Recurse -Force $env_folder }
}

function Install-Packages([string[]] $Found) {
    Write-Host "Installing mrapp $(Get-About 'version') in $To. This takes some minutes."
    $words = @($Found | Select-Object -Skip 1) + @('-m', 'venv', (Join-Path $To 'env'))
    & $Found[0] @words
    if ($LASTEXITCODE -ne 0) { Stop-Here 'the virtual environment could not be made.' }
    # Settings of the machine's own pip could name places on a network.
    foreach ($name in 'PIP_FIND_LINKS', 'PIP_EXTRA_INDEX_URL', 'PIP_INDEX_URL') {
        Remove-Item -ErrorAction SilentlyContinue "env:$name"
    }
    $env:PIP_CONFIG_FILE = 'nul'
    & (Join-Path $To 'env\Scripts\python.exe') -m pip install --disable-pip-version-check --no-input `
        --no-index --find-links (Join-Path $Here 'wheels') --no-deps --require-hashes --no-cache-dir `
        --only-binary ':all:' -r (Join-Path $Here 'requirements.txt') -r (Join-Path $Here 'mrapp.txt')
    if ($LASTEXITCODE -ne 0) { Stop-Here 'the Python packages could not be installed (what pip said stands above).' }
}

# In the Start menu: the Python without a console window.
function Install-Shortcut {
    $menu = [Environment]::GetFolderPath('Programs')
    $shortcut = (New-Object -ComObject WScript.Shell).CreateShortcut((Join-Path $menu 'mrapp.lnk'))
    $shortcut.TargetPath = Join-Path $To 'env\Scripts\pythonw.exe'
    $shortcut.Arguments = '-P -m mrapp open'
    $shortcut.WorkingDirectory = [Environment]::GetFolderPath('MyDocuments')
    $shortcut.Save()
}

# What was installed must run: it counts what is in the demo project.
function Test-Mrapp {
    Write-Host 'Trying it.'
    $python = Join-Path $To 'env\Scripts\python.exe'
    $demo = & $python -P -c 'from mrapp.cli.commands import demo_folder; print(demo_folder())'
    & $python -P -m mrapp info $demo | Out-Null
    if ($LASTEXITCODE -ne 0) { Stop-Here 'mrapp is installed but does not run (what it said stands above).' }
}

Test-Files
$found = @(Find-Python)
Initialize-Folder
Install-Packages $found
Install-Shortcut
Test-Mrapp
Write-Host "Ready. Start mrapp from the Start menu, or with: $(Join-Path $To 'env\Scripts\mrapp.exe')"
