using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using Ingot.Artifacts;
using Ingot.Artifacts.Stages;

namespace Ingot.Pipeline.Tests;

/// <summary>A file that a stage left behind, as a line of the snapshot.</summary>
/// <param name="Stage">The stage's word.</param>
/// <param name="Version">The stage's version.</param>
/// <param name="File">The file's name.</param>
/// <param name="Sha256">The hash of its content, without what follows from no input.</param>
internal sealed partial record OutputLine(string Stage, int Version, string File, string Sha256)
{
    /// <summary>Where all hashes count.</summary>
    public const string Platform = "linux-x64";

    // Nothing in them was computed with floating-point numbers.
    private static readonly StageFile[] SameEverywhere = [PrepareFiles.Schema, PrepareFiles.Client, ExportFiles.Schema, PackageFiles.Validation];

    /// <summary>What a stage left behind: all of it but its diagnostics, whose wording may become better without a new version.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="pattern">Which files.</param>
    public static IEnumerable<OutputLine> Of(StageDefinition stage, string folder, string pattern = "*") =>
        Directory.GetFiles(folder, pattern)
            .Where(f => Path.GetFileName(f) != StageDefinition.Diagnostics)
            .OrderBy(f => f, StringComparer.Ordinal)
            .Select(f => new OutputLine(stage.Name, stage.Version, Path.GetFileName(f), HashOf(f)));

    /// <summary>
    /// Whether the hash counts on this machine. What is learned differs elsewhere in its last digits, and all that follows from it;
    /// on one platform it does where a processor lacks AVX2 and FMA: ML.NET, which trains the logistic regression that Challenge
    /// compares with, adds up in the width of the processor's vectors. LightGBM, ONNX Runtime and Ingot's own sums do not depend on
    /// that (tried: without AVX-512, without AVX2, without any vectors, and without FMA in the C library).
    /// </summary>
    public bool CountsHere =>
        (RuntimeInformation.RuntimeIdentifier == Platform && Avx2.IsSupported && Fma.IsSupported)
        || SameEverywhere.Any(IsOf);

    /// <summary>Whether it is the line of a declared file.</summary>
    public bool IsOf(StageFile file) => file.Stage == Stage && file.NameFor(GoldenModel.Name) == File;

    /// <summary>The line with the hash that others have of its file; as it is where they have none.</summary>
    public OutputLine WithHashOf(IEnumerable<OutputLine> others) =>
        others.FirstOrDefault(l => l.Stage == Stage && l.File == File) is { } other ? this with { Sha256 = other.Sha256 } : this;

    /// <summary>Reads the lines of a snapshot.</summary>
    public static IReadOnlyList<OutputLine> Parse(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split(' '))
            .Select(p => new OutputLine(p[0], int.Parse(p[1], CultureInfo.InvariantCulture), p[2], p[3])),
    ];

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Stage} {Version} {File} {Sha256}");

    private static string HashOf(string file)
    {
        if (Path.GetExtension(file) is ".onnx" or ".parquet")
        {
            return ContentHash.OfFile(file);
        }

        // Ingot's own version stands in cards, SARIF, provenance and bills. That it rises is no other output.
        var text = System.IO.File.ReadAllText(file).Replace(ToolVersion.Current, "(version)", StringComparison.Ordinal);
        return ContentHash.OfText(Path.GetFileName(file) switch
        {
            // How long it took, and how much memory there was: of this run only.
            var name when name == PackageFiles.Validation.Pattern || name == EvaluateFiles.Performance.Pattern => Measured().Replace(text, "$1 (measured)"),
            _ => text,
        });
    }

    [GeneratedRegex("""("(?:loadSeconds|memoryBytes|latencySeconds|value)":) [-+.\dE]+""")]
    private static partial Regex Measured();
}
