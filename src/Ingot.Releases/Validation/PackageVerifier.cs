using System.Globalization;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Specs;
using Ingot.Releases.Models;
using Ingot.Releases.Packages;
using Ingot.Releases.Provenance;
using Ingot.Releases.Signing;

namespace Ingot.Releases.Validation;
using Ingot.Artifacts.Stages;

/// <summary>Verifies a released package: that it is the one that was built and signed, and that its model answers as it did then.</summary>
public static class PackageVerifier
{
    // What NuGet itself adds to a package.
    private static readonly string[] Plumbing = ["_rels/", "package/services/metadata/", "[Content_Types].xml", ".signature.p7s", AttestFiles.Provenance.InPackage!];

    /// <summary>Verifies a package.</summary>
    /// <param name="package">The package.</param>
    /// <param name="envelope">The signed statement that lies beside it; null: there is none.</param>
    /// <param name="keys">The keys that are trusted.</param>
    /// <param name="requireSignature">Whether a package without a signature of these keys fails.</param>
    /// <param name="trial">Where the model is loaded and asked; null: in this process, without models that have control flow.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>All checks, whatever the first ones found.</returns>
    public static IReadOnlyList<PackageCheck> Verify(
        ModelPackage package, DsseEnvelope? envelope, KeyRing keys, bool requireSignature, IModelTrial? trial = null, CancellationToken cancellation = default) =>
        [.. Verify(package, trial, cancellation), Signature(package, envelope, keys, requireSignature)];

    /// <summary>Verifies what a package says of itself, whoever signed it.</summary>
    /// <param name="package">The package.</param>
    /// <param name="trial">Where the model is loaded and asked; null: in this process, without models that have control flow.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>All checks but that of the signature.</returns>
    public static IReadOnlyList<PackageCheck> Verify(ModelPackage package, IModelTrial? trial = null, CancellationToken cancellation = default) =>
        [Files(package), Version(package), Sources(package), Cache(package), Model(package), Verdicts(package), Answers(package, trial ?? new InProcessTrial(new TrialLimits()), cancellation)];

    /// <summary>Refuses a package of which a check failed.</summary>
    /// <param name="checks">The checks.</param>
    /// <param name="package">The package.</param>
    /// <param name="location">The place of the diagnostic.</param>
    /// <param name="remedy">What is to be done, as a sentence, about checks that have no remedy of their own.</param>
    /// <exception cref="IngotException">INGOT6027: a check failed. The message says all that did.</exception>
    public static void Require(IEnumerable<PackageCheck> checks, ModelPackage package, SourceLocation location, string remedy)
    {
        if (checks.Where(c => c.Outcome == PackageCheckOutcome.Failed).ToList() is [_, ..] failed)
        {
            throw new IngotException(PackageDiagnostics.PackageDoesNotVerify.At(
                location, $"{package.Id} {package.Version} does not verify: {string.Join(" ", failed.Select(f => f.Message))} {Remedy(failed, remedy)}"));
        }
    }

    /// <summary>What is to be done about checks that failed: each remedy once. A package that is not signed is not got rid of by fetching it again.</summary>
    /// <param name="failed">The checks that failed.</param>
    /// <param name="remedy">What is to be done about those that have no remedy of their own.</param>
    public static string Remedy(IEnumerable<PackageCheck> failed, string remedy) => string.Join(" ", failed.Select(f => f.Remedy ?? remedy).Distinct());

    private static PackageCheck Files(ModelPackage package)
    {
        const string Name = "files";
        if (package.Provenance is not { } provenance)
        {
            return Failed(Name, $"The package has no {AttestFiles.Provenance.InPackage}.", "Whose package it is packs it again without ModelAttestPackage=false; one that was not built by Ingot is pushed with 'dotnet nuget push'. Do not use another's.");
        }

        var said = provenance.Subjects.Where(s => s.Name is not null).ToLookup(s => s.Name!, s => s.Digest.GetValueOrDefault("sha256"), StringComparer.Ordinal);
        var found = package.FileHashes.Where(f => !IsPlumbing(f.Key)).ToList();
        var gone = said.Select(s => s.Key).Where(n => !package.FileHashes.ContainsKey(n)).ToList();
        var strange = found.Where(f => !said.Contains(f.Key)).Select(f => f.Key).ToList();
        var changed = found.Where(f => said.Contains(f.Key) && !said[f.Key].Contains(f.Value)).Select(f => f.Key).ToList();
        List<string> faults = [.. Fault("missing", gone), .. Fault("not in the provenance", strange), .. Fault("changed", changed)];
        return faults.Count == 0
            ? Passed(Name, $"{DiagnosticText.Count(found.Count, "file")} {DiagnosticText.Agree(found.Count, "is as it was", "are as they were")} packed.")
            : Failed(Name, $"The files are not those that were packed: {string.Join("; ", faults)}.");
    }

    private static PackageCheck Sources(ModelPackage package)
    {
        const string Name = "sources";
        var (commit, sources) = (package.Provenance?.Commit, package.Provenance?.Sources);
        var named = commit is null ? "no commit" : $"the commit {commit[..Math.Min(12, commit.Length)]}";
        return sources?.State switch
        {
            SourceState.Clean when commit is not null => Passed(Name, $"Made from {named}, with nothing changed."),
            SourceState.Dirty => new PackageCheck(
                Name,
                PackageCheckOutcome.Warning,
                $"Not made from {named} alone: {DiagnosticText.Count(sources.DifferCount, "file")} {DiagnosticText.Agree(sources.DifferCount, "differs", "differ")} from it: {DiagnosticText.List(sources.Differs, sources.DifferCount)}."),
            null => new PackageCheck(Name, PackageCheckOutcome.Skipped, $"The package names {named}, and does not say whether it was made from that alone."),
            _ => new PackageCheck(Name, PackageCheckOutcome.Skipped, $"The package names {named}; nobody knows whether it was made from that alone{(sources.Reason is { } reason ? $": {DiagnosticText.Shorten(reason)}" : string.Empty)}."),
        };
    }

    // Neither good nor bad: whoever wants a package that one build made as a whole builds it with IngotCache=false.
    private static PackageCheck Cache(ModelPackage package)
    {
        const string Name = "cache";
        return package.Provenance?.StagesFromCache switch
        {
            null => new PackageCheck(Name, PackageCheckOutcome.Skipped, "The package does not say whether any of it came from a cache."),
            [] => Passed(Name, "The build that packed it took nothing from a cache."),
            var stages => new PackageCheck(
                Name, PackageCheckOutcome.Skipped,
                $"The build that packed it took the outputs of {DiagnosticText.List(stages, stages.Count)} from a cache, where an earlier build had put them that held its key."),
        };
    }

    // What the package is called is no file of its, so no hash speaks of it.
    private static PackageCheck Version(ModelPackage package)
    {
        var own = PackageComponent.PurlOf(package.Id, package.Version);
        var said = package.Provenance?.Package is { } purl && !PackageComponent.AreSame(purl, own) ? $"its provenance is that of {purl}"
            : !PackageComponent.AreSame(PackageComponent.PurlOf(package.Id, package.Metrics.Version), own) ? $"its metrics are those of the version {package.Metrics.Version}"
            : null;
        return said is null
            ? Passed("version", $"Its evidence is that of {package.Version}.")
            : Failed("version", $"The package is {own}, and {said}.");
    }

    private static PackageCheck Model(ModelPackage package) =>
        package.OnnxSha256 != package.Metrics.OnnxSha256
            ? Failed("model", $"The ONNX file has the SHA-256 {package.OnnxSha256}, the one that was measured {package.Metrics.OnnxSha256}.")
            : package.Golden is { } golden && golden.OnnxSha256 != package.OnnxSha256
            ? Failed("model", $"The ONNX file has the SHA-256 {package.OnnxSha256}, and the golden rows are those of {golden.OnnxSha256}.")
            : Passed("model", $"The ONNX file is the one that was measured (SHA-256 {package.OnnxSha256[..12]}…).");

    private static PackageCheck Verdicts(ModelPackage package)
    {
        var failed = package.Verdicts.Where(v => v.Outcome == GateOutcome.Failed).Select(v => v.Gate).ToList();
        return package.Verdicts.Count == 0 ? Failed("verdicts", "No gate was ever decided.", "Whose package it is adds a gate to the project and packs it as a new version. Of another's, nobody knows what it is good for.")
            : failed.Count == 0 ? Standing(package.Verdicts)
            : Failed("verdicts", $"{failed.Count} of {package.Verdicts.Count} gates failed: {string.Join(", ", failed)}.", "Use another version: this one failed when it was built.");
    }

    private static PackageCheck Standing(IReadOnlyList<Verdict> verdicts)
    {
        var meaning = ModelStandings.Meaning(ModelStandings.Of(verdicts));
        var found = $"None of {DiagnosticText.Count(verdicts.Count, "gate")} failed";
        return meaning.Length == 0 ? Passed("verdicts", found + ".") : new PackageCheck("verdicts", PackageCheckOutcome.Warning, $"{found}, but {meaning}.");
    }

    private static PackageCheck Answers(ModelPackage package, IModelTrial trial, CancellationToken cancellation)
    {
        const string Name = "answers";
        var rows = package.Golden?.Rows ?? [];
        try
        {
            OnnxFileCheck.Require(package.Onnx, new SourceLocation(package.Path), trial.IsIsolated);
            var scores = trial.Answer(new TrialSubject(package.Path, package.Onnx, package.Schema, rows), cancellation);
            if (rows.Count == 0)
            {
                return new PackageCheck(Name, PackageCheckOutcome.Skipped, "The ONNX model loads; the package has no golden rows to ask it for.");
            }

            var width = scores.Length / rows.Count;
            var wrong = Enumerable.Range(0, rows.Count).Where(r => !GoldenAnswers.AreSame(scores.AsSpan(r * width, width), rows[r].Scores)).ToList();
            return wrong.Count == 0
                ? Passed(Name, $"The ONNX model gives the answers of {DiagnosticText.Count(rows.Count, "golden row")}.")
                : Failed(Name, $"The ONNX model gives other answers for {wrong.Count} of {rows.Count} golden rows, first for row {rows[wrong[0]].Row}: {Text(scores.AsSpan(wrong[0] * width, width).ToArray())} instead of {Text(rows[wrong[0]].Scores)}.");
        }
        catch (IngotException e) when (e.Diagnostic.Code == InfrastructureDiagnostics.NoTrial.Code)
        {
            // Nothing is known of the model then.
            throw;
        }
        catch (IngotException e)
        {
            return Failed(Name, $"{e.Diagnostic.Code}: {e.Diagnostic.Message}");
        }
        catch (InvalidDataException e)
        {
            return Failed(Name, e.Message.TrimEnd('.') + ".");
        }
    }

    private static PackageCheck Signature(ModelPackage package, DsseEnvelope? envelope, KeyRing keys, bool isRequired)
    {
        const string Name = "signature";
        if (envelope is null)
        {
            return isRequired
                ? Failed(
                    Name,
                    $"The package is not signed: there is no {Path.GetFileName(package.Path)}{ReleaseStatement.Extension} beside it.",
                    $"Fetch that file from where the package was signed; if it never was, sign it: dotnet ingot sign {Path.GetFileName(package.Path)}.")
                : new PackageCheck(Name, PackageCheckOutcome.Skipped, "The package is not signed: so nothing proves that nobody changed it.");
        }

        if (envelope.TryOpen(DsseEnvelope.InTotoType, keys.Keys, out var signer) is not { } statement)
        {
            return Failed(Name, $"None of the trusted keys in '{keys.Folder}' made the signature.", "Ask who signed it for the key, and commit its public half there if you trust it; else do not use the package.");
        }

        return ReleaseStatement.FaultOf(statement, package) is { } fault
            ? Failed(Name, $"{signer!.Identity} signed something else: {fault}")
            : Passed(Name, $"Signed by {signer!.Identity} (key {signer.KeyId[..12]}…).");
    }

    private static bool IsPlumbing(string file) =>
        Plumbing.Any(p => file == p || (p.EndsWith('/') && file.StartsWith(p, StringComparison.Ordinal)))
        || (file.EndsWith(".nuspec", StringComparison.Ordinal) && !file.Contains('/', StringComparison.Ordinal));

    private static IEnumerable<string> Fault(string what, List<string> files) => files.Count == 0 ? [] : [$"{what}: {string.Join(", ", files)}"];

    private static string Text(IEnumerable<float> scores) => string.Join(", ", scores.Select(s => s.ToString(CultureInfo.InvariantCulture)));

    private static PackageCheck Passed(string name, string message) => new(name, PackageCheckOutcome.Passed, message);

    private static PackageCheck Failed(string name, string message, string? remedy = null) => new(name, PackageCheckOutcome.Failed, message, remedy);
}
