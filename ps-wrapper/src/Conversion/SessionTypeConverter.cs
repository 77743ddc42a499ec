using System;
using System.Management.Automation;
using Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Models.Api202402Preview;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Conversion;

/// <summary>PowerShell's casts to <see cref="ISession"/>: from everything that -SessionEnvelope takes. A cast fails for
/// what is no session, and names the key at fault.</summary>
public sealed class SessionTypeConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) =>
        sourceValue is not null and not PSCustomObject;

    /// <inheritdoc/>
    public override object ConvertFrom(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase)
    {
        ISession session = EnvelopeReader.Read(sourceValue, out _);
        return session is Session { Refusal: { } reason }
            ? throw new PSInvalidCastException(reason.Message, reason)
            : session;
    }

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException("A session converts to text by ToJson() or ToString().");
}
