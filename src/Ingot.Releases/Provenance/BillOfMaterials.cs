using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Ingot.Releases.Provenance;

/// <summary>
/// The bill of materials as a CycloneDX 1.6 (ECMA-424) document: the package, the model with its card, the data sets and the
/// packages that it is used with. Without a time; its serial number is made of its content.
/// </summary>
public static class BillOfMaterials
{
    private const string Model = "model";

    /// <summary>The bill as JSON.</summary>
    public static string ToJson(ReleaseContent content)
    {
        var bom = new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.6",
            ["version"] = 1,
            ["metadata"] = Metadata(content),
            ["components"] = EvidenceJson.Array([ModelOf(content), .. content.DataSets.Select((d, i) => DataSet(d, i)), .. content.Packages.Select(Library)]),
            ["dependencies"] = EvidenceJson.Array(Dependencies(content)),
        };
        bom.Insert(2, "serialNumber", SerialNumber(EvidenceJson.Text(bom)));
        return EvidenceJson.Text(bom);
    }

    private static JsonObject Metadata(ReleaseContent content)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = PackageComponent.PurlOf(content.PackageId, content.Version),
        };
        if (content.Authors is { } authors)
        {
            component["authors"] = EvidenceJson.Array(
                authors.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(a => new JsonObject { ["name"] = a }));
        }

        component["name"] = content.PackageId;
        component["version"] = content.Version;
        EvidenceJson.Add(component, "description", content.Description);
        if (content.Licence is { } licence)
        {
            component["licenses"] = new JsonArray(new JsonObject { ["expression"] = licence });
        }

        component["purl"] = PackageComponent.PurlOf(content.PackageId, content.Version);
        return new JsonObject
        {
            ["tools"] = new JsonObject
            {
                ["components"] = new JsonArray(
                    new JsonObject { ["type"] = "application", ["name"] = "Ingot.Sdk", ["version"] = content.IngotVersion },
                    new JsonObject { ["type"] = "application", ["name"] = ".NET SDK", ["version"] = content.DotNetVersion }),
            },
            ["component"] = component,
        };
    }

    private static JsonObject ModelOf(ReleaseContent content) => new()
    {
        ["type"] = "machine-learning-model",
        ["bom-ref"] = Model,
        ["name"] = content.ModelName,
        ["version"] = content.Version,
        ["hashes"] = Hashes("SHA-256", content.OnnxSha256),
        ["modelCard"] = content.ModelCard.DeepClone(),
    };

    private static JsonObject DataSet(ResourceDescriptor data, int index) => new()
    {
        ["type"] = "data",
        ["bom-ref"] = DataReference(data, index),
        ["name"] = data.Name,
        ["hashes"] = Hashes("SHA-256", data.Digest["sha256"]),
        ["data"] = new JsonArray(new JsonObject { ["type"] = "dataset", ["name"] = data.Name }),
    };

    private static JsonObject Library(PackageComponent package)
    {
        var component = new JsonObject
        {
            ["type"] = "library",
            ["bom-ref"] = package.Purl,
            ["name"] = package.Id,
            ["version"] = package.Version,
        };
        if (package.Sha512 is { } hash)
        {
            component["hashes"] = Hashes("SHA-512", hash);
        }

        component["purl"] = package.Purl;
        return component;
    }

    private static IEnumerable<JsonNode> Dependencies(ReleaseContent content)
    {
        var byId = content.Packages.ToDictionary(p => p.Id, p => p.Purl, StringComparer.OrdinalIgnoreCase);
        var needed = content.Packages.SelectMany(p => p.DependsOn).ToHashSet(StringComparer.OrdinalIgnoreCase);
        yield return Depends(
            PackageComponent.PurlOf(content.PackageId, content.Version), [Model, .. content.Packages.Where(p => !needed.Contains(p.Id)).Select(p => p.Purl)]);
        yield return Depends(Model, content.DataSets.Select(DataReference));
        foreach (var package in content.Packages)
        {
            yield return Depends(package.Purl, package.DependsOn.Select(byId.GetValueOrDefault).OfType<string>());
        }
    }

    private static JsonObject Depends(string reference, IEnumerable<string> on) => new()
    {
        ["ref"] = reference,
        ["dependsOn"] = EvidenceJson.Array(on.Distinct(StringComparer.Ordinal).Select(r => (JsonNode)r)),
    };

    private static string DataReference(ResourceDescriptor data, int index) => FormattableString.Invariant($"data-{index + 1}:{data.Name}");

    private static JsonArray Hashes(string algorithm, string content) => new(new JsonObject { ["alg"] = algorithm, ["content"] = content });

    // A UUID of version 8 (RFC 9562): the first bits of a hash, so that the same bill has the same number.
    private static string SerialNumber(string bill)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(bill))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return $"urn:uuid:{new Guid(bytes, bigEndian: true):D}";
    }
}
