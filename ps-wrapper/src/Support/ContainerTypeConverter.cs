using System;
using System.Management.Automation;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

/// <summary>
/// PowerShell's casts to <see cref="ContainerType"/>: from text, from anything with a text form, and from a value that
/// crossed a serialization boundary (an object whose Value property holds the text).
/// </summary>
public sealed class ContainerTypeConverter : PSTypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(object sourceValue, Type destinationType) => sourceValue is not null;

    /// <inheritdoc/>
    public override object ConvertFrom(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        Convert(sourceValue);

    /// <inheritdoc/>
    public override bool CanConvertTo(object sourceValue, Type destinationType) => false;

    /// <inheritdoc/>
    public override object ConvertTo(
        object sourceValue, Type destinationType, IFormatProvider formatProvider, bool ignoreCase) =>
        throw new PSInvalidCastException("A ContainerType converts to text by ToString().");

    internal static ContainerType Convert(object source)
    {
        object inner = source is PSObject { BaseObject: not PSCustomObject and var value } ? value : source;
        return inner switch
        {
            ContainerType kind => kind,
            string text => new ContainerType(text),
            PSObject deserialized when deserialized.Properties[nameof(ContainerType.Value)]?.Value is string text =>
                new ContainerType(text),
            _ => new ContainerType(LanguagePrimitives.ConvertTo<string>(inner)),
        };
    }
}
