# What `cargo xtask shell` runs before the first prompt: the module, two variables to play with, and two commands to
# try. The emulator runs already, and the environment says where.

Import-Module $env:XTASK_MODULE -ErrorAction Stop
$rg = 'rg-demo'
$pool = "/subscriptions/$env:AZURE_SUBSCRIPTION_ID/resourceGroups/$rg/providers/Microsoft.App/sessionPools/pool1"

$Host.UI.WriteLine(@'
Az.ContainerAppsApi is imported, and an emulator of the service runs until this shell ends. Try:

  New-AzContainerAppsApiContainerAppSessionPoolSession -ResourceGroupName $rg -SessionPoolName pool1 -Count 3
  $pool | New-AzContainerAppsApiContainerAppSessionPoolSession -SessionKind PythonLTS -Verbose

'@)
if ($Host.Name -eq 'PowerShellHost') {
    $Host.UI.WriteLine('pwsh is not on PATH: this is its engine with the core commands only. `exit` ends.')
}
else {
    $Host.UI.WriteLine('`exit` ends.')
}
