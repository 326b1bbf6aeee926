namespace Ingot.Core.Diagnostics;

/// <summary>A place in a file that a person wrote: where a diagnostic points.</summary>
/// <param name="File">Path of the file; empty when there is no place.</param>
/// <param name="Line">1-based line, 0 when unknown.</param>
/// <param name="Column">1-based column, 0 when unknown.</param>
public readonly record struct SourceLocation(string File, int Line = 0, int Column = 0)
{
    /// <summary>No place at all.</summary>
    public static SourceLocation None { get; } = new(string.Empty);

    /// <summary>Whether there is no file to point at.</summary>
    public bool IsNone => string.IsNullOrEmpty(File);

    /// <summary>The place as MSBuild writes it: <c>file(line,column)</c>, or the file alone.</summary>
    public override string ToString() =>
        Line > 0 ? FormattableString.Invariant($"{File}({Line},{Math.Max(Column, 1)})") : File ?? string.Empty;
}
