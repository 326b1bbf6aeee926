namespace Ingot.Tool.Workers;

/// <summary>An error or a warning that MSBuild wrote.</summary>
/// <param name="Severity"><c>error</c> or <c>warning</c>.</param>
/// <param name="Code">Such as <c>INGOT4002</c>.</param>
/// <param name="Message">What was found, expected, and the remedy.</param>
/// <param name="File">Where.</param>
/// <param name="Line">1-based line, 0 when unknown.</param>
/// <param name="Column">1-based column, 0 when unknown.</param>
internal sealed record MSBuildDiagnostic(string Severity, string Code, string Message, string File, int Line, int Column)
{
    /// <summary>What a user can run to read more; null for codes that are not Ingot's.</summary>
    public string? Help { get; init; }

    /// <summary>As MSBuild wrote it.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{File}{(Line > 0 ? $"({Line},{Column})" : string.Empty)}: {Severity} {Code}: {Message}{(Help is null ? string.Empty : $" More: {Help}")}");
}
