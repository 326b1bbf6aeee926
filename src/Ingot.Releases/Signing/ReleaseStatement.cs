using System.Text;
using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;
using Ingot.Releases.Packages;
using Ingot.Releases.Provenance;

namespace Ingot.Releases.Signing;

/// <summary>
/// What is signed beside a package: the provenance that is in it, with the package itself as the first subject, by NuGet's
/// content hash, which leaves no byte of the file out and which feeds that sign packages again do not change.
/// </summary>
public static class ReleaseStatement
{
    /// <summary>What stands behind the package's file name in the envelope's.</summary>
    public const string Extension = ".dsse.json";

    private const string Algorithm = "sha512";

    /// <summary>The statement as JSON.</summary>
    /// <param name="package">The package.</param>
    /// <param name="builder">Who ran the build, as a URI, such as the address of a CI system; null: as the package says.</param>
    /// <param name="invocation">Which run it was, as a URI; null: it is not known.</param>
    /// <exception cref="IngotException">INGOT6027: the package has no provenance.</exception>
    public static string ToJson(ModelPackage package, string? builder, string? invocation)
    {
        var provenance = package.Provenance ?? throw new IngotException(PackageDiagnostics.PackageDoesNotVerify.At(
            new SourceLocation(package.Path), $"The package has no provenance to sign: evidence/provenance.json is missing. Pack it again without ModelAttestPackage=false."));
        var predicate = provenance.Predicate.DeepClone().AsObject();
        if (predicate["runDetails"] is not JsonObject run)
        {
            predicate["runDetails"] = run = [];
        }

        if (builder is not null)
        {
            run["builder"] = new JsonObject { ["id"] = builder, ["version"] = (run["builder"] as JsonObject)?["version"]?.DeepClone() };
        }

        if (invocation is not null)
        {
            run["metadata"] = new JsonObject { ["invocationId"] = invocation };
        }

        var self = new ResourceDescriptor(
            PackageComponent.PurlOf(package.Id, package.Version), null, new Dictionary<string, string> { [Algorithm] = HashOf(package) });
        return EvidenceJson.Text(new JsonObject
        {
            ["_type"] = ProvenanceStatement.StatementType,
            ["subject"] = EvidenceJson.Array(provenance.Subjects.Prepend(self).Select(EvidenceJson.Of)),
            ["predicateType"] = ProvenanceStatement.PredicateType,
            ["predicate"] = predicate,
        });
    }

    /// <summary>Why a signed statement does not speak of a package; null when it does.</summary>
    internal static string? FaultOf(string statement, ModelPackage package)
    {
        ProvenanceFile read;
        try
        {
            read = ProvenanceFile.Parse(Encoding.UTF8.GetBytes(statement), package.Path + Extension);
        }
        catch (IngotException e)
        {
            return e.Diagnostic.Message;
        }

        var name = PackageComponent.PurlOf(package.Id, package.Version);
        var self = read.Subjects.FirstOrDefault(s => s.Name == name);
        return self is null ? $"It speaks of {(read.Subjects is [var first, ..] ? first.Name : "nothing")}, not of {name}."
            : self.Digest.GetValueOrDefault(Algorithm) != HashOf(package) ? "The package's content is not the one that was signed."
            : null;
    }

    private static string HashOf(ModelPackage package) => Convert.ToHexStringLower(Convert.FromBase64String(package.ContentHash));
}
