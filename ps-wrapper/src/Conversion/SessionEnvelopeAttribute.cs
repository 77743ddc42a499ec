using System.Management.Automation;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>
/// Lets a parameter take a session's values in any form. It refuses what names a session pool, so that the binder gives
/// a piped pool to -InputObject alone. Any other fault travels with the session and becomes an error of that one
/// object: a transformation that throws would end the pipeline with AmbiguousParameterSet.
/// </summary>
public sealed class SessionEnvelopeAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        ISession session = EnvelopeReader.Read(inputData, out bool namesPool);
        if (namesPool && session is Session { Refusal: { } reason })
        {
            // An invalid cast inside is what tells the binder to try the other parameters with the same object.
            string message = reason.Message + " A session pool goes to -InputObject.";
            throw new ArgumentTransformationMetadataException(message, new PSInvalidCastException(message, reason));
        }

        return session;
    }
}
