using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ingot.Pipeline.Tests;

/// <summary>The assembly of a model project: what the C# compiler makes between Gate and Package.</summary>
internal static class BuiltClient
{
    /// <summary>Compiles it, and names it and what it needs in the project.</summary>
    /// <param name="model">The project; it has been trained.</param>
    /// <param name="what">What is wrong with it: <c>throws</c>, <c>foreign</c>, <c>damaged</c>; empty: nothing.</param>
    public static void AddTo(ModelFolder model, string what = "")
    {
        var assembly = model.File("Leave.dll");
        if (what == "damaged")
        {
            File.WriteAllText(assembly, "no assembly");
        }
        else
        {
            var client = File.ReadAllText(model.Output(Stage.Prepare, "LeaveClient.g.cs"));
            Compile(
                what == "foreign" ? client.Replace("namespace Contoso.Leave", "namespace Other", StringComparison.Ordinal) : client,
                what == "throws" ? "static class Own { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Run() => throw new System.NotSupportedException(\"not here\"); }" : string.Empty,
                File.ReadAllBytes(model.Output(Stage.Train, "model.onnx")),
                assembly);
        }

        model.AddItem("ClientAssembly", assembly);
        foreach (var asset in Assets())
        {
            model.AddItem("ClientAsset", asset);
        }
    }

    /// <summary>What the typed client answers to one row; the project's client is compiled for it.</summary>
    /// <param name="model">The project; it has been trained.</param>
    /// <param name="values">The row's values by the names of the input's members.</param>
    /// <returns>Gives a member of the answer by its name.</returns>
    public static Func<string, object> Answer(ModelFolder model, params (string Name, object Value)[] values)
    {
        AddTo(model);
        var assembly = Assembly.Load(File.ReadAllBytes(model.File("Leave.dll")));
        var input = Activator.CreateInstance(assembly.GetType("Contoso.Leave.LeaveInput")!)!;
        foreach (var (name, value) in values)
        {
            input.GetType().GetProperty(name)!.SetValue(input, value);
        }

        var type = assembly.GetType("Contoso.Leave.LeaveModel")!;
        using var client = (IDisposable)Activator.CreateInstance(type)!;
        var answer = type.GetMethod("Predict", [input.GetType()])!.Invoke(client, [input])!;
        return name => answer.GetType().GetProperty(name)!.GetValue(answer)!;
    }

    private static void Compile(string client, string own, byte[] onnx, string path)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var result = CSharpCompilation.Create(
                "Leave",
                [CSharpSyntaxTree.ParseText(client), CSharpSyntaxTree.ParseText(own)],
                references.Select(r => MetadataReference.CreateFromFile(r)),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .Emit(path, manifestResources: [new ResourceDescription("model.onnx", () => new MemoryStream(onnx), isPublic: true)]);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
    }

    // What MSBuild lists of the packages: assemblies and the native library of this platform.
    private static IEnumerable<string> Assets()
    {
        var folder = AppContext.BaseDirectory;
        return new[] { "Ingot.Runtime.dll", "Microsoft.ML.OnnxRuntime.dll" }.Select(f => Path.Combine(folder, f)).Concat(
            Directory.GetFiles(Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native"), "*onnxruntime*"));
    }
}
