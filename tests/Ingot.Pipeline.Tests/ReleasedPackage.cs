using Ingot.Core.Schemas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ingot.Pipeline.Tests;

/// <summary>A released package as NuGet extracts it: an assembly that carries the model, and its evidence.</summary>
internal sealed class ReleasedPackage
{
    public ReleasedPackage(ModelFolder model, string version = "0.9.0")
    {
        Folder = Directory.CreateDirectory(model.File($"packages/contoso.leave/{version}")).FullName;
        Version = version;
        WriteAssembly(File.ReadAllBytes(model.Output(Stage.Train, "model.onnx")));
        Directory.CreateDirectory(At("evidence"));
        File.Copy(model.Output(Stage.Prepare, "schema.json"), Schema);
    }

    public string Folder { get; }

    public string Version { get; }

    public string Schema => At("evidence/Leave.schema.json");

    public string Assembly => At("lib/net10.0/Leave.dll");

    public string At(string path) => Path.Combine(Folder, path);

    /// <summary>What MSBuild would say of it.</summary>
    public void NameIn(ModelFolder model)
    {
        model.Properties["ModelBaselinePackage"] = "Contoso.Leave";
        model.Properties["ModelBaselineVersion"] = Version;
        model.Properties["ModelBaselineFolder"] = Folder;
    }

    /// <summary>The same of the releases that gates name.</summary>
    public static void NameAll(ModelFolder model, ReleasedPackage[] named, ReleasedPackage[] bestOf)
    {
        static string Versions(ReleasedPackage[] packages) => string.Join(';', packages.Select(p => p.Version));
        static string Folders(ReleasedPackage[] packages) => string.Join(';', packages.Select(p => p.Folder));
        model.Properties["ModelReleasesPackage"] = "Contoso.Leave";
        (model.Properties["ModelReleases"], model.Properties["ModelReleaseFolders"]) = (Versions(named), Folders(named));
        (model.Properties["ModelBestOf"], model.Properties["ModelBestOfFolders"]) = (Versions(bestOf), Folders(bestOf));
    }

    public void WriteAssembly(byte[] onnx, string folder = "lib/net10.0")
    {
        Directory.CreateDirectory(At(folder));
        var compilation = CSharpCompilation.Create(
            "Leave",
            [CSharpSyntaxTree.ParseText("public static class Leave { }")],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        var other = new ResourceDescription("other.txt", () => new MemoryStream([1, 2, 3]), isPublic: true);
        var result = compilation.Emit(
            At($"{folder}/Leave.dll"),
            manifestResources: [other, new ResourceDescription("model.onnx", () => new MemoryStream(onnx), isPublic: true)]);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }

    public void EditSchema(Func<ModelSchema, ModelSchema> change) =>
        File.WriteAllText(Schema, SchemaFile.ToJson(change(SchemaFile.Read(Schema))));
}
