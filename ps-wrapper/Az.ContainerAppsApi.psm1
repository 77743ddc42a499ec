# The command: parameters, pipeline, ShouldProcess, streams and error records. Types and the binding to the native
# library are the assembly's; all work with the service is the library's. Nothing runs at import but the definition
# below.
#
# Only what every edition and host has is used: Windows PowerShell's syntax, and $PSCmdlet's own methods instead of
# commands that a host may not carry.

function New-AzContainerAppsApiContainerAppSessionPoolSession {
    # .EXTERNALHELP Az.ContainerAppsApi.psm1-Help.xml
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPlainTextForPassword', 'SshConfigurationPassword',
        Justification = 'A string by the contract; a SecureString is taken as well.')]
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingUsernameAndPasswordParams', '',
        Justification = 'They are values of the session, not a credential of the caller.')]
    [CmdletBinding(DefaultParameterSetName = 'GenerateExpanded', PositionalBinding = $false, SupportsShouldProcess)]
    [OutputType([Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview.ISession])]
    param(
        [Parameter(ParameterSetName = 'Generate', Mandatory)]
        [Parameter(ParameterSetName = 'GenerateExpanded', Mandatory)]
        [string]
        $ResourceGroupName,

        [Parameter(ParameterSetName = 'Generate', Mandatory)]
        [Parameter(ParameterSetName = 'GenerateExpanded', Mandatory)]
        [string]
        $SessionPoolName,

        [Parameter(ParameterSetName = 'Generate')]
        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [ValidateNotNullOrEmpty()]
        [string]
        $SubscriptionId,

        [Parameter(ParameterSetName = 'GenerateViaIdentity', Mandatory, ValueFromPipeline)]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded', Mandatory, ValueFromPipeline)]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion.Identity()]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.IContainerAppsApiIdentity]
        $InputObject,

        [Parameter(ParameterSetName = 'Generate', Mandatory, ValueFromPipeline)]
        [Parameter(ParameterSetName = 'GenerateViaIdentity', Mandatory, ValueFromPipeline)]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion.SessionEnvelope()]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview.ISession]
        $SessionEnvelope,

        [Parameter()]
        [ValidateRange(1, 2147483647)]
        [int]
        $Count,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [string]
        $CodeExecutionConfigurationEnvironment,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion.Secret()]
        [string]
        $CodeExecutionConfigurationToken,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion.Secret()]
        [string]
        $ConnectionString,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [string]
        $Endpoint,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [datetime]
        $ExpiryTime,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [datetime]
        $GeneratedTime,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [string]
        $PropertiesName,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [int]
        $RequestedDurationInSecond,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [switch]
        $SessionAuthConfigurationAuthEnabled,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion.Secret()]
        [string]
        $SessionAuthConfigurationJwtToken,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [ArgumentCompleter([Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support.ContainerTypeCompleter])]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support.ContainerType]
        $SessionKind,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [string]
        $SshConfigurationAuthorizedPublicKey,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion.Secret()]
        [string]
        $SshConfigurationPassword,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [string]
        $SshConfigurationUsername,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [string]
        $Status,

        [Parameter(ParameterSetName = 'GenerateExpanded')]
        [Parameter(ParameterSetName = 'GenerateViaIdentityExpanded')]
        [int]
        $TimeElapsedInSecond,

        [Parameter()]
        [Alias('AzureRMContext', 'AzureCredential')]
        [ValidateNotNull()]
        [psobject]
        $DefaultProfile
    )

    begin {
        $client = [Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Runtime.SessionClient]::new(
            $PSScriptRoot, $PSVersionTable.PSVersion)
        if ($PSBoundParameters.ContainsKey('DefaultProfile')) {
            # Better an error than sessions in another subscription than the profile's.
            $PSCmdlet.ThrowTerminatingError($client::ErrorOf('DefaultProfileNotSupported',
                '-DefaultProfile is not supported by this version of the module. Leave it out: name the subscription ' +
                'with -SubscriptionId or AZURE_SUBSCRIPTION_ID, and the credential with AZURE_TENANT_ID, ' +
                'AZURE_CLIENT_ID and AZURE_CLIENT_SECRET.', 'DefaultProfile'))
        }

        $hidden = 'SilentlyContinue', 'Ignore'
        $client.SetTrace($VerbosePreference -notin $hidden, $DebugPreference -notin $hidden)
    }

    # Which parameter set it is, is certain only here: in begin, what the pipeline brings is not bound yet.
    process {
        $generation = $null
        $completed = $false
        try {
            $generation = $client.Prepare($PSBoundParameters, $PSCmdlet.ParameterSetName)
            if ($generation.IsReady -and $PSCmdlet.ShouldProcess($generation.Target, 'Generate sessions')) {
                $generation.Start()

                # Short waits: between two of them the engine can stop the pipeline.
                while ($generation.Next(100)) {
                    foreach ($message in $generation.Messages) {
                        switch ($message.Level) {
                            'Warning' { $PSCmdlet.WriteWarning($message.Text) }
                            'Verbose' { $PSCmdlet.WriteVerbose($message.Text) }
                            'Debug' { $PSCmdlet.WriteDebug($message.Text) }
                        }
                    }

                    # Written by the engine itself, one by one. WriteObject would be a method call, which wraps what a
                    # command downstream throws.
                    $generation.Sessions
                }
            }

            if ($generation.EndsThePipeline) {
                $PSCmdlet.ThrowTerminatingError($generation.Failure)
            }

            if ($null -ne $generation.Failure) {
                $PSCmdlet.WriteError($generation.Failure)
            }

            $completed = $true
        }
        finally {
            # Reached in every case: the end, an error, Ctrl+C, and a downstream command that has enough.
            if ($null -ne $generation) {
                $generation.Dispose()
            }

            if (-not $completed) {
                $client.Dispose()
            }
        }
    }

    end {
        $client.Dispose()
    }
}
