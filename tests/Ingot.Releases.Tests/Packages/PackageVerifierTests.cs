using System.Text;
using Ingot.Core.Diagnostics;
using Ingot.Core.Gates;
using Ingot.Core.Specs;
using Ingot.Releases.Packages;
using Ingot.Releases.Provenance;
using Ingot.Releases.Signing;
using Ingot.Releases.Tests.Provenance;
using Ingot.Releases.Validation;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Packages;

public sealed class PackageVerifierTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-verify-tests-").FullName;
    private readonly SigningKey _alice = SigningKey.Create("alice");

    public PackageVerifierTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "keys"));
        File.WriteAllText(KeyRing.PathOf(Path.Combine(_folder, "keys"), "alice"), _alice.Public.ToPem());
    }

    private KeyRing Keys => KeyRing.Read(Path.Combine(_folder, "keys"));

    public void Dispose()
    {
        _alice.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_signed_package_verifies()
    {
        var package = ModelPackage.Read(Write());

        Assert.All(PackageVerifier.Verify(package, Sign(package, _alice), Keys, requireSignature: true), c => Assert.Equal(PackageCheckOutcome.Passed, c.Outcome));
    }

    [Fact]
    public void What_came_from_a_cache_is_shown_and_refuses_nothing()
    {
        Assert.Equal(
            new PackageCheck("cache", PackageCheckOutcome.Skipped, "The build that packed it took the outputs of prepare, train from a cache, where an earlier build had put them that held its key."),
            Find(PackageVerifier.Verify(ModelPackage.Read(Write(provenance: ReleaseSamples.Full with { StagesFromCache = ["prepare", "train"] }))), "cache"));
        Assert.Equal(
            new PackageCheck("cache", PackageCheckOutcome.Skipped, "The package does not say whether any of it came from a cache."),
            Find(PackageVerifier.Verify(ModelPackage.Read(TestPackage.Write(_folder, "2.0.0"))), "cache"));
    }

    [Fact]
    public void Every_check_says_what_it_found()
    {
        var package = ModelPackage.Read(Write());
        var hash = package.OnnxSha256;
        var files = package.FileHashes.Count(f => !f.Key.EndsWith(".nuspec", StringComparison.Ordinal)) - 1;

        Assert.Equal(
            [
                $"files: {files} files are as they were packed.",
                "version: Its evidence is that of 1.4.0.",
                "sources: Made from the commit 0123456789ab, with nothing changed.",
                "cache: The build that packed it took nothing from a cache.",
                $"model: The ONNX file is the one that was measured (SHA-256 {hash[..12]}…).",
                "verdicts: None of 1 gate failed.",
                "answers: The ONNX model gives the answers of 4 golden rows.",
                $"signature: Signed by alice (key {_alice.Public.KeyId[..12]}…).",
            ],
            PackageVerifier.Verify(package, Sign(package, _alice), Keys, requireSignature: true).Select(c => $"{c.Name}: {c.Message}"));
    }

    [Fact]
    public void What_failed_is_said_with_each_remedy_once()
    {
        var package = ModelPackage.Read(Write("4.5.6", f => f["evidence/verdicts.json"] = "[]"u8.ToArray(), isAfterProvenance: true));

        var refused = Assert.Throws<IngotException>(() => PackageVerifier.Require(PackageVerifier.Verify(package), package, new SourceLocation("here"), "Fetch it again.")).Diagnostic;

        Assert.Equal(("INGOT6027", "here"), (refused.Code, refused.Location.File));
        Assert.Equal(
            "Contoso.Churn 4.5.6 does not verify: The files are not those that were packed: changed: evidence/verdicts.json. The package is pkg:nuget/Contoso.Churn@4.5.6, and its provenance is that of pkg:nuget/Contoso.Churn@1.4.0. No gate was ever decided. Fetch it again. Whose package it is adds a gate to the project and packs it as a new version. Of another's, nobody knows what it is good for.",
            refused.Message);
        PackageVerifier.Require(PackageVerifier.Verify(package).Where(c => c.Outcome != PackageCheckOutcome.Failed), package, SourceLocation.None, "Fetch it again.");
    }

    [Fact]
    public void A_package_without_golden_rows_is_loaded_and_asked_nothing()
    {
        var check = Find(Verify(f => f.Remove("evidence/golden.json"), isAfterProvenance: false), "answers");

        Assert.Equal((PackageCheckOutcome.Skipped, "The ONNX model loads; the package has no golden rows to ask it for."), (check.Outcome, check.Message));
        Assert.Equal(PackageCheckOutcome.Passed, Find(Verify(f => f.Remove("evidence/golden.json"), isAfterProvenance: false), "model").Outcome);
    }

    [Fact]
    public void The_first_golden_row_with_another_answer_is_named()
    {
        var check = Find(
            Verify(f => f["evidence/golden.json"] = Replace(f["evidence/golden.json"], "\"scores\": [", "\"scores\": [\n        0.125,"), isAfterProvenance: false), "answers");

        Assert.Equal(PackageCheckOutcome.Failed, check.Outcome);
        Assert.Matches(@"^The ONNX model gives other answers for 4 of 4 golden rows, first for row 0: 0\.\d+ instead of 0\.125, 0\.\d+\.$", check.Message);
    }

    [Fact]
    public void Several_files_are_named_together()
    {
        var check = Find(
            Verify(f =>
            {
                f["README.md"] = [2];
                f["evidence/metrics.json"] = [.. f["evidence/metrics.json"], (byte)'\n'];
                f["lib/a.dll"] = f["lib/b.dll"] = [1];
                f.Remove("evidence/golden.json");
            }, isAfterProvenance: true),
            "files");

        Assert.Equal(
            "The files are not those that were packed: missing: evidence/golden.json; not in the provenance: lib/a.dll, lib/b.dll; changed: README.md, evidence/metrics.json.",
            check.Message);
        Assert.Null(check.Remedy);
    }

    [Fact]
    public void Sources_that_the_commit_does_not_hold_are_shown_and_refuse_nothing()
    {
        PackageCheck Of(SourceRecord sources, string? commit = "0123456789abcdef0123456789abcdef01234567") =>
            Find(PackageVerifier.Verify(ModelPackage.Read(Write(provenance: ReleaseSamples.Full with { Sources = sources, Commit = commit }))), "sources");

        Assert.Equal(new PackageCheck("sources", PackageCheckOutcome.Passed, "Made from the commit 0123456789ab, with nothing changed."), Of(new(SourceState.Clean, null, [], 0)));
        Assert.Equal(
            new PackageCheck("sources", PackageCheckOutcome.Warning, "Not made from the commit 0123456789ab alone: 12 files differ from it: a.cs (modified), b.cs (untracked) and 10 more."),
            Of(new(SourceState.Dirty, null, ["a.cs (modified)", "b.cs (untracked)"], 12)));
        Assert.Equal(
            new PackageCheck("sources", PackageCheckOutcome.Skipped, "The package names no commit; nobody knows whether it was made from that alone: the project is in no git repository."),
            Of(new(SourceState.Unknown, "the project is in no git repository", [], 0), commit: null));
        Assert.Equal(
            new PackageCheck("sources", PackageCheckOutcome.Warning, "Not made from the commit 0123456789ab alone: 1 file differs from it: a.cs (modified)."), Of(new(SourceState.Dirty, null, ["a.cs (modified)"], 1)));
        Assert.Equal(
            new PackageCheck("sources", PackageCheckOutcome.Skipped, "The package names the commit 0123456789ab; nobody knows whether it was made from that alone."), Of(new(SourceState.Unknown, null, [], 0)));
        Assert.Matches(
            "^The package names .+, and does not say whether it was made from that alone\\.$", Find(PackageVerifier.Verify(ModelPackage.Read(TestPackage.Write(_folder, "2.0.0"))), "sources").Message);
    }

    [Fact]
    public void Without_a_signature_it_is_said_or_refused()
    {
        var package = ModelPackage.Read(Write());

        Assert.Equal(PackageCheckOutcome.Skipped, Find(PackageVerifier.Verify(package, null, Keys, requireSignature: false), "signature").Outcome);
        var checks = PackageVerifier.Verify(package, null, Keys, requireSignature: true);
        Assert.Equal(PackageCheckOutcome.Failed, Find(checks, "signature").Outcome);

        // Fetched again it would be no more signed than before.
        var name = Path.GetFileName(package.Path);
        var error = Assert.Throws<IngotException>(() => PackageVerifier.Require(checks, package, new SourceLocation(package.Path), "Fetch it again.")).Diagnostic;
        Assert.EndsWith($"The package is not signed: there is no {name}.dsse.json beside it. Fetch that file from where the package was signed; if it never was, sign it: dotnet ingot sign {name}.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strangers_signature_and_one_of_another_package_are_refused()
    {
        using var stranger = SigningKey.Create("alice");
        var package = ModelPackage.Read(Write());
        var other = ModelPackage.Read(Write("1.5.0"));

        Assert.Equal(
            new PackageCheck(
                "signature", PackageCheckOutcome.Failed, $"None of the trusted keys in '{Keys.Folder}' made the signature.", "Ask who signed it for the key, and commit its public half there if you trust it; else do not use the package."),
            Find(PackageVerifier.Verify(package, Sign(package, stranger), Keys, true), "signature"));
        Assert.Contains("It speaks of pkg:nuget/Contoso.Churn@1.5.0", Find(PackageVerifier.Verify(package, Sign(other, _alice), Keys, true), "signature").Message, StringComparison.Ordinal);
    }

    /// <summary>One bit of every fourth part of the file is changed: then the signature is wrong, or the file is no longer a package.</summary>
    [Fact]
    public void One_changed_byte_anywhere_is_found()
    {
        var path = Write();
        var package = ModelPackage.Read(path);
        var envelope = Sign(package, _alice);
        var bytes = File.ReadAllBytes(path);
        var changed = Path.Combine(_folder, "changed.nupkg");
        var step = Math.Max(1, bytes.Length / 400);
        var read = 0;
        for (var i = 0; i < bytes.Length; i += step)
        {
            bytes[i] ^= 1;
            File.WriteAllBytes(changed, bytes);
            bytes[i] ^= 1;
            try
            {
                var checks = PackageVerifier.Verify(ModelPackage.Read(changed), envelope, Keys, requireSignature: true);
                Assert.Equal(PackageCheckOutcome.Failed, Find(checks, "signature").Outcome);
                read++;
            }
            catch (IngotException e)
            {
                Assert.Equal("INGOT6021", e.Diagnostic.Code);
            }
        }

        Assert.True(read > 0, "Some changes leave a package that can be read.");
    }

    [Theory]
    [InlineData("evidence/metrics.json", "changed: evidence/metrics.json")]
    [InlineData("README.md", "changed: README.md")]
    public void A_changed_file_is_named(string file, string message) => Assert.Contains(
        message,
        Find(Verify(files => files[file] = [.. files[file], (byte)'\n'], isAfterProvenance: true), "files").Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_file_too_many_or_too_few_is_named()
    {
        Assert.Contains("not in the provenance: tools/evil.ps1", Find(Verify(f => f["tools/evil.ps1"] = [1], isAfterProvenance: true), "files").Message, StringComparison.Ordinal);
        Assert.Contains("missing: README.md", Find(Verify(f => f.Remove("README.md"), isAfterProvenance: true), "files").Message, StringComparison.Ordinal);
        Assert.Equal(
            new PackageCheck("files", PackageCheckOutcome.Failed, "The package has no evidence/provenance.json.", "Whose package it is packs it again without ModelAttestPackage=false; one that was not built by Ingot is pushed with 'dotnet nuget push'. Do not use another's."),
            Find(Verify(f => f.Remove("evidence/provenance.json"), isAfterProvenance: true), "files"));
    }

    [Theory]
    [InlineData("evidence/provenance.json.x")]
    [InlineData("evidence/provenance.json/x")]
    [InlineData("[Content_Types].xml.dll")]
    [InlineData(".signature.p7s.dll")]
    [InlineData("lib/_rels/x.dll")]
    [InlineData("lib/Contoso.Churn.nuspec")]
    public void Only_what_NuGet_itself_adds_needs_no_provenance(string file)
    {
        Assert.Contains($"not in the provenance: {file}", Find(Verify(f => f[file] = [1], isAfterProvenance: true), "files").Message, StringComparison.Ordinal);
        Assert.Equal(PackageCheckOutcome.Passed, Find(Verify(f => f["_rels/.rels"] = f["[Content_Types].xml"] = f[".signature.p7s"] = f["package/services/metadata/x.psmdcp"] = [1], isAfterProvenance: true), "files").Outcome);
    }

    [Fact]
    public void Golden_rows_of_another_model_are_found_though_their_answers_are_the_same()
    {
        var measured = ModelPackage.Read(Write()).OnnxSha256;
        var other = new string('0', 64);
        var check = Find(Verify(f => f["evidence/golden.json"] = Replace(f["evidence/golden.json"], measured, other), isAfterProvenance: false), "model");

        Assert.Equal((PackageCheckOutcome.Failed, $"The ONNX file has the SHA-256 {measured}, and the golden rows are those of {other}."), (check.Outcome, check.Message));
    }

    [Fact]
    public void Another_model_is_found_by_its_hash_and_by_its_answers()
    {
        var other = ModelPackage.Read(TestPackage.Write(Directory.CreateDirectory(Path.Combine(_folder, "other")).FullName, "1.0.0", weight: 0.9)).Onnx;
        var checks = Verify(f => f["model/Churn.onnx"] = other, isAfterProvenance: false);

        Assert.Equal(PackageCheckOutcome.Passed, Find(checks, "files").Outcome);
        var said = Find(checks, "model");
        Assert.Equal(
            (PackageCheckOutcome.Failed, $"The ONNX file has the SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(other))}, the one that was measured {ModelPackage.Read(Write()).OnnxSha256}."), (said.Outcome, said.Message));
        Assert.Contains("other answers", Find(checks, "answers").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_does_not_load_and_golden_rows_of_another_type_are_said()
    {
        Assert.StartsWith("INGOT9021: The ONNX file cannot be read: ", Find(Verify(f => f["model/Churn.onnx"] = [1, 2, 3], isAfterProvenance: false), "answers").Message, StringComparison.Ordinal);

        // A file with a graph, of which nothing is wrong but that it is no model.
        Assert.Contains("cannot load the model", Find(Verify(f => f["model/Churn.onnx"] = [0x3A, 0x00], isAfterProvenance: false), "answers").Message, StringComparison.Ordinal);
        Assert.Contains(
            "golden rows cannot be used",
            Find(Verify(f => f["evidence/golden.json"] = Replace(f["evidence/golden.json"], "\"tenure\": 3", "\"tenure\": \"three\""), isAfterProvenance: false), "answers").Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Evidence_of_another_version_fails()
    {
        var renamed = PackageVerifier.Verify(ModelPackage.Read(Write("4.5.6")));
        Assert.Equal("The package is pkg:nuget/Contoso.Churn@4.5.6, and its provenance is that of pkg:nuget/Contoso.Churn@1.4.0.", Find(renamed, "version").Message);
        Assert.Equal(["version"], renamed.Where(c => c.Outcome == PackageCheckOutcome.Failed).Select(c => c.Name));

        var measured = Verify(f => f["evidence/metrics.json"] = Replace(f["evidence/metrics.json"], "1.4.0", "1.0.0"), isAfterProvenance: false);
        Assert.Contains("its metrics are those of the version 1.0.0", Find(measured, "version").Message, StringComparison.Ordinal);

        // As NuGet compares versions.
        var spelt = Verify(f => f["evidence/metrics.json"] = Replace(f["evidence/metrics.json"], "1.4.0", "1.4+abc"), isAfterProvenance: false);
        Assert.Equal(PackageCheckOutcome.Passed, Find(spelt, "version").Outcome);
    }

    [Fact]
    public void A_package_whose_quality_nobody_judged_is_not_simply_passed() => Assert.Equal(
        new PackageCheck("verdicts", PackageCheckOutcome.Warning, "None of 1 gate failed, but no gate judges how good the predictions are."),
        Find(Verify(f => f["evidence/verdicts.json"] = Replace(f["evidence/verdicts.json"], "\"AUC\"", "\"Size Max=5MB\""), isAfterProvenance: false), "verdicts"));

    [Fact]
    public void A_package_that_failed_a_gate_fails() => Assert.Equal(
        new PackageCheck("verdicts", PackageCheckOutcome.Failed, "1 of 1 gates failed: AUC.", "Use another version: this one failed when it was built."),
        Find(Verify(f => f["evidence/verdicts.json"] = Replace(f["evidence/verdicts.json"], "\"Passed\"", "\"Failed\""), isAfterProvenance: false), "verdicts"));

    [Fact]
    public void Each_gate_that_failed_is_named()
    {
        var verdicts = new[] { "AUC", "Size", "Accuracy" }.Select(g => new Verdict { Gate = g, Value = 1, Threshold = 1, Outcome = g == "Size" ? GateOutcome.Passed : GateOutcome.Failed, Message = "m" });

        Assert.Equal("2 of 3 gates failed: AUC, Accuracy.", Find(Verify(f => f["evidence/verdicts.json"] = Encoding.UTF8.GetBytes(VerdictsFile.ToJson([.. verdicts])), isAfterProvenance: false), "verdicts").Message);
        Assert.Equal("No gate was ever decided.", Find(Verify(f => f["evidence/verdicts.json"] = Encoding.UTF8.GetBytes(VerdictsFile.ToJson([])), isAfterProvenance: false), "verdicts").Message);
    }

    private static PackageCheck Find(IEnumerable<PackageCheck> checks, string name) => checks.Single(c => c.Name == name);

    private static byte[] Replace(byte[] text, string what, string with)
    {
        Assert.Contains(what, Encoding.UTF8.GetString(text), StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text).Replace(what, with, StringComparison.Ordinal));
    }

    private static DsseEnvelope Sign(ModelPackage package, SigningKey key) =>
        DsseEnvelope.Sign(DsseEnvelope.InTotoType, ReleaseStatement.ToJson(package, null, null), key);

    private IReadOnlyList<PackageCheck> Verify(Action<Dictionary<string, byte[]>> edit, bool isAfterProvenance) =>
        PackageVerifier.Verify(ModelPackage.Read(Write("1.4.0", edit, isAfterProvenance)), null, Keys, requireSignature: false);

    private string Write(string version = "1.4.0", Action<Dictionary<string, byte[]>>? edit = null, bool isAfterProvenance = false, ReleaseContent? provenance = null) => TestPackage.Write(_folder, version, edit: files =>
    {
        files["README.md"] = [1];
        if (!isAfterProvenance)
        {
            edit?.Invoke(files);
        }

        files["evidence/provenance.json"] = Encoding.UTF8.GetBytes(ProvenanceStatement.ToJson((provenance ?? ReleaseSamples.Full) with
        {
            Version = "1.4.0",
            Files = [.. files.Where(f => !f.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Select(f => ResourceDescriptor.OfFile(f.Key, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(f.Value))))],
        }));
        if (isAfterProvenance)
        {
            edit?.Invoke(files);
        }
    }, attest: false);
}
