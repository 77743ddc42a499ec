@{
    RootModule = 'Az.ContainerAppsApi.psm1'
    ModuleVersion = '0.1.0'
    GUID = 'b7c0a1de-6c52-4f0e-9a5c-3f8f2d1c7e64'
    Author = 'The aca-sessions authors'
    CompanyName = 'The aca-sessions authors'
    Copyright = '(c) The aca-sessions authors. MIT license.'
    Description = 'Generates sessions in Azure Container Apps session pools. The service is spoken to by a native library; no other module is needed.'

    PowerShellVersion = '5.1'
    CompatiblePSEditions = 'Desktop', 'Core'
    DotNetFrameworkVersion = '4.7.2'

    RequiredAssemblies = 'Az.ContainerAppsApi.Core.dll'
    FormatsToProcess = 'Az.ContainerAppsApi.format.ps1xml'

    FunctionsToExport = 'New-AzContainerAppsApiContainerAppSessionPoolSession'
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()

    PrivateData = @{
        PSData = @{
            Tags = 'Azure', 'ContainerApps', 'SessionPool', 'Session', 'ARM', 'PSEdition_Desktop', 'PSEdition_Core',
                'Windows', 'Linux', 'MacOS'
            ReleaseNotes = 'First version: New-AzContainerAppsApiContainerAppSessionPoolSession, API version 2024-02-02-preview.'
        }
    }
}
