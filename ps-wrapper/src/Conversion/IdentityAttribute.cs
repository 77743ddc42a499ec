using System.Management.Automation;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>
/// Lets a parameter take a session pool in any form. A transformation and not a type converter alone, as the converter
/// is handed the bare base object of a PSCustomObject, without its properties. It never refuses: one bad object of a
/// pipeline would end all of it with AmbiguousParameterSet. The reason travels with the identity instead.
/// </summary>
public sealed class IdentityAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        IdentityReader.Read(inputData);
}
