# Shows what the module does, against the emulator: each command as it is typed, then what PowerShell shows for it.
# `cargo xtask demo` starts the emulator and sets what the module needs to find it. Core commands only, so that it also
# runs where the engine comes without the Utility and Management modules.
param(
    # The built module's manifest, from the current folder.
    [Parameter(Mandatory)]
    [string] $Manifest,

    # A pool that the emulator was told not to know.
    [Parameter(Mandatory)]
    [string] $UnknownPool
)

$clock = [System.Diagnostics.Stopwatch]::StartNew()
$unexpected = 0

function Show-Heading([string] $Text) {
    $Host.UI.WriteLine('')
    $Host.UI.WriteLine("# $Text")
}

# Runs one typed command. Where it is to fail, so many errors are right and none are wrong.
function Invoke-Typed([string] $Text, [int] $Errors = 0) {
    $first, $more = $Text -split "`n"
    $Host.UI.WriteLine("PS> $first")
    foreach ($line in $more) {
        $Host.UI.WriteLine(">> $line")
    }
    $counter = @{ Errors = 0 }
    try {
        # In the script's own scope: a variable that one command sets is there for the next.
        . ([scriptblock]::Create($Text)) 2>&1 | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) {
                $counter.Errors++
            }
            $_
        } | Out-Default
    }
    catch {
        $counter.Errors++
        $_ | Out-Default
    }
    if ($counter.Errors -ne $Errors) {
        $script:unexpected++
        $Host.UI.WriteErrorLine("demo: expected $Errors error(s) here, saw $($counter.Errors)")
    }
}


. Invoke-Typed "Import-Module ./$Manifest"
. Invoke-Typed '$rg = ''rg-demo'''
. Invoke-Typed '$id = "/subscriptions/$env:AZURE_SUBSCRIPTION_ID/resourceGroups/$rg/providers/Microsoft.App/sessionPools/"'

Show-Heading 'By names, with a few of the fields a session can have'
. Invoke-Typed 'New-AzContainerAppsApiContainerAppSessionPoolSession -ResourceGroupName $rg -SessionPoolName pool1 -Count 3 `
    -SessionKind PythonLTS -RequestedDurationInSecond 600 -CodeExecutionConfigurationEnvironment prod'

Show-Heading 'By names, with all fields in one object'
. Invoke-Typed '$session = @{ Kind = ''CustomContainer''; RequestedDurationInSecond = 300 }'
. Invoke-Typed 'New-AzContainerAppsApiContainerAppSessionPoolSession -ResourceGroupName $rg -SessionPoolName pool1 `
    -SessionEnvelope $session'

Show-Heading 'By the pool''s id, with fields'
. Invoke-Typed 'New-AzContainerAppsApiContainerAppSessionPoolSession -InputObject ($id + ''pool2'') -PropertiesName nightly'

Show-Heading 'By the pool''s id, with all fields in one object'
. Invoke-Typed 'New-AzContainerAppsApiContainerAppSessionPoolSession -InputObject ($id + ''pool2'') -SessionEnvelope $session'

Show-Heading 'Pools from the pipeline: ids, objects, hashtables'
. Invoke-Typed '($id + ''pool1''), [pscustomobject]@{ Id = $id + ''pool2'' },
    @{ ResourceGroupName = $rg; SessionPoolName = ''pool3''; SubscriptionId = $env:AZURE_SUBSCRIPTION_ID } |
    New-AzContainerAppsApiContainerAppSessionPoolSession -Count 2'

Show-Heading 'What would happen: nothing is sent'
. Invoke-Typed 'New-AzContainerAppsApiContainerAppSessionPoolSession -ResourceGroupName $rg -SessionPoolName pool1 -Count 5 -WhatIf'

Show-Heading 'A pool that does not exist: an error of its own, and the next pool goes on'
. Invoke-Typed "(`$id + '$UnknownPool'), (`$id + 'pool1') | New-AzContainerAppsApiContainerAppSessionPoolSession" -Errors 1

Show-Heading 'Sessions are objects'
. Invoke-Typed 'New-AzContainerAppsApiContainerAppSessionPoolSession -ResourceGroupName $rg -SessionPoolName pool1 -Count 2 |
    ForEach-Object { "$($_.Name): $($_.Kind), $($_.Status), at $($_.Endpoint) until $($_.ExpiryTime)" }'

$Host.UI.WriteLine('')
$Host.UI.WriteLine("Done in $($clock.Elapsed.TotalSeconds.ToString('0.0')) s.")
exit $unexpected
