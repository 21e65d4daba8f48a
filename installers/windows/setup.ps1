<#
.SYNOPSIS
    Makes this folder ready to run mrapp on Windows 10 or 11, and starts it if asked.

.DESCRIPTION
    UNVERIFIED: written with care beside the script for Linux, but not yet run on a Windows
    machine. The pinned lists are checked for Windows with every change; this script is not.

    Needs Python 3.11, 3.12 or 3.13 (64 bits). Makes the virtual environment .venv, installs the
    Python packages pinned by hash in requirements\, and mrapp itself. It can be run again at any
    time: it does only what is not done yet, and a run that was broken off goes on where it stopped.
    Packages come from where this machine's own pip gets them.

.EXAMPLE
    powershell -ExecutionPolicy Bypass -File installers\windows\setup.ps1 -Run

.EXAMPLE
    powershell -ExecutionPolicy Bypass -File installers\windows\setup.ps1 -List dev
#>
param(
    # app: the application. dev: what tests and checks need as well.
    [ValidateSet('app', 'dev')] [string] $List = 'app',
    # Open the demo project when all is ready.
    [switch] $Run
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
. (Join-Path $PSScriptRoot 'common.ps1')
Set-Location (Join-Path $PSScriptRoot '..\..')

$Python = '.venv\Scripts\python.exe'
$Mrapp = '.venv\Scripts\mrapp.exe'
$Fits = 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] < (3, 14) and sys.maxsize > 2**32))'

# The py launcher first: the name python may belong to a shop window of Windows itself.
function Find-Python {
    foreach ($version in '-3.13', '-3.12', '-3.11') {
        if (Test-Quietly 'py' @($version, '-c', $Fits)) { return @('py', $version) }
    }
    if (Test-Quietly 'python' @('-c', $Fits)) { return @('python') }
    Stop-Here 'mrapp needs Python 3.11, 3.12 or 3.13 (64 bits), and none was found. Install one (from python.org, or with: winget install Python.Python.3.13) and start this again.'
}

# A broken-off run can leave a folder without a working pip, and a new Python an unfit one.
function Initialize-Environment {
    if ((Test-Quietly $Python @('-c', $Fits)) -and (Test-Quietly $Python @('-c', 'import pip'))) { return }
    $found = @(Find-Python)
    Write-Host 'Making the virtual environment .venv.'
    if (Test-Path '.venv') { Remove-Item -Recurse -Force '.venv' }
    $words = @($found | Select-Object -Skip 1) + @('-m', 'venv', '.venv')
    & $found[0] @words
    if ($LASTEXITCODE -ne 0) { Stop-Here 'the virtual environment could not be made.' }
}

function Install-Packages {
    Write-Host "Installing the Python packages of requirements\$List.txt, pinned by hash. The first time this fetches about 600 MB."
    & $Python -m pip install --disable-pip-version-check --no-input --no-deps --require-hashes `
        --only-binary ':all:' -r "requirements\$List.txt"
    if ($LASTEXITCODE -ne 0) {
        Stop-Here 'the Python packages could not be installed (what pip said stands above). Starting this again goes on from here.'
    }
}

function Install-Mrapp {
    Write-Host 'Installing mrapp itself.'
    & $Python -m pip install --disable-pip-version-check --no-input --quiet --no-deps `
        --no-build-isolation --editable .
    if ($LASTEXITCODE -ne 0) { Stop-Here 'mrapp itself could not be installed.' }
    & $Python -m compileall -q mrapp
}

# The stamp says which list is in .venv. It is written last, so a broken-off run leaves none.
function Get-WantedStamp([string] $Name) {
    $hashes = Get-FileHash -Algorithm SHA256 "requirements\$Name.txt", 'pyproject.toml'
    return ($hashes | ForEach-Object { $_.Hash }) -join '-'
}

function Test-Ready([string] $Name) {
    $stamp = ".venv\ready-$Name"
    if (-not ((Test-Path $Mrapp) -and (Test-Path $stamp))) { return $false }
    return (Get-Content -Raw $stamp).Trim() -eq (Get-WantedStamp $Name)
}

$ready = (Test-Ready $List) -or ($List -eq 'app' -and (Test-Ready 'dev'))
if (-not $ready) {
    Initialize-Environment
    Install-Packages
    Install-Mrapp
    Set-Content -Path ".venv\ready-$List" -Value (Get-WantedStamp $List)
    Write-Host 'Ready.'
}
if ($Run) {
    & $Mrapp open 'models\spoorzone'
    exit $LASTEXITCODE
}
