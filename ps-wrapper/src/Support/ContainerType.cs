using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Microsoft.Azure.PowerShell.Cmdlets.ContainerAppsApi.Support;

/// <summary>
/// The kind of a session or of a container: an open set, as the service may add values at any time. Any string is a
/// value; those known today are there by name. Values compare without regard to case, as the service does.
/// </summary>
[TypeConverter(typeof(ContainerTypeConverter))]
public readonly struct ContainerType : IEquatable<ContainerType>
{
    private readonly string? _value;

    /// <summary>Makes a value of the set.</summary>
    /// <param name="value">Any text; null counts as empty.</param>
    public ContainerType(string? value) => _value = value;

    /// <summary>A container of the pool's own image.</summary>
    public static ContainerType CustomContainer { get; } = new("CustomContainer");

    /// <summary>The Python code interpreter.</summary>
    public static ContainerType PythonLts { get; } = new("PythonLTS");

    /// <summary>A session reached over SSH (a draft of the service's interface names it).</summary>
    public static ContainerType Ssh { get; } = new("SSH");

    /// <summary>A session from an image of one's own (a draft of the service's interface names it).</summary>
    public static ContainerType CustomImage { get; } = new("CustomImage");

    /// <summary>The text, as given. Readable in public so that serializers (ConvertTo-Json, CLIXML) keep it.</summary>
    public string Value => _value ?? string.Empty;

    /// <summary>The values known today, in the order in which completion offers them.</summary>
    internal static ContainerType[] Known => new[] { CustomContainer, PythonLts, Ssh, CustomImage };

    /// <summary>Text to value. Null becomes an empty value.</summary>
    /// <param name="value">Any text.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "The constructor is the named form.")]
    public static implicit operator ContainerType(string? value) => new(value);

    /// <summary>Value to text.</summary>
    /// <param name="value">The value.</param>
    [SuppressMessage("Usage", "CA2225", Justification = "ToString is the named form.")]
    public static implicit operator string(ContainerType value) => value.Value;

    /// <summary>Same value, case aside.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(ContainerType left, ContainerType right) => left.Equals(right);

    /// <summary>Different values, case aside.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(ContainerType left, ContainerType right) => !left.Equals(right);

    /// <summary>Same value, case aside.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>True when both hold the same text.</returns>
    public bool Equals(ContainerType other) => string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);

    /// <summary>Same value, case aside; a string counts as the value it names, which is what <c>-eq</c> asks.</summary>
    /// <param name="obj">A value or a string.</param>
    /// <returns>True when both hold the same text.</returns>
    public override bool Equals(object? obj) => obj switch
    {
        ContainerType other => Equals(other),
        string text => Equals(new ContainerType(text)),
        _ => false,
    };

    /// <summary>A hash that agrees with Equals.</summary>
    /// <returns>The hash of the text, case aside.</returns>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Value);

    /// <summary>The text.</summary>
    /// <returns>The value as given.</returns>
    public override string ToString() => Value;
}
