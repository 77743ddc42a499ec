using System;
using System.Management.Automation;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>PowerShell's casts to <see cref="IContainerAppsApiIdentity"/>: from everything that -InputObject takes. A
/// cast has nobody to hand a reason to, so it fails for what names no pool.</summary>
public sealed class IdentityTypeConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is not null and not PSCustomObject;

    /// <inheritdoc/>
    public override object ConvertFrom(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        IContainerAppsApiIdentity identity = IdentityReader.Read(sourceValue);
        if (identity is ContainerAppsApiIdentity { Refusal: { } reason })
        {
            throw new PSInvalidCastException(reason.Message, reason);
        }

        // A cast from text shows at once whether it is an Id, and gives its parts.
        if (sourceValue is string && identity is { Id: { } id, SessionPoolName: null })
        {
            try
            {
                return IdentityReader.Parse(id);
            }
            catch (ContainerAppsApiException error)
            {
                throw new PSInvalidCastException(error.Message, error);
            }
        }

        return identity;
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException("An identity converts to text by ToString().");
}
