# What both set-ups on Windows use: the one from the source and the one without a network.
# UNVERIFIED like them.

function Stop-Here([string] $Why) {
    [Console]::Error.WriteLine("set-up: $Why")
    exit 1
}

# A program that fails does not stop PowerShell by itself, and what it writes to stderr is no
# error: look at the exit code alone.
function Test-Quietly([string] $Program, [string[]] $Words) {
    $before = $ErrorActionPreference
    $ErrorActionPreference = 'Continue'
    try {
        & $Program @Words *> $null
        return $LASTEXITCODE -eq 0
    } catch [System.Management.Automation.CommandNotFoundException] {
        return $false
    } finally {
        $ErrorActionPreference = $before
    }
}
