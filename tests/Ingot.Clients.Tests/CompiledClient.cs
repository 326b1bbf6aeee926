using System.Reflection;
using Ingot.Core.Schemas;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ingot.Clients.Tests;

/// <summary>
/// A generated client as the C# compiler sees it, with nullable and documentation warnings, none allowed: of today's
/// language and framework, or of C# 7.3 and netstandard2.0.
/// </summary>
internal sealed class CompiledClient
{
    private static readonly MetadataReference[] Current =
        References(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator));

    private static readonly MetadataReference[] NetStandard =
        References(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "netstandard.references.txt")));

    private readonly CSharpCompilation _compilation;

    private CompiledClient(string source, CSharpCompilation compilation)
    {
        Source = source;
        _compilation = compilation;
    }

    public string Source { get; }

    /// <param name="schema">The model's inputs and classes.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="space">The namespace.</param>
    /// <param name="language">The C# version; below 8 it is 7.3.</param>
    /// <param name="program">Top-level statements that use the client.</param>
    /// <param name="reasons">How many reasons it can give.</param>
    /// <param name="hasInterval">Whether numbers have intervals.</param>
    public static CompiledClient Of(
        ModelSchema schema, string model = "Churn", string space = "Contoso", int language = 14, string? program = null, int reasons = 0, bool hasInterval = false)
    {
        var source = ClientSource.Generate(schema, model, space, language, reasons, hasInterval);
        var version = language >= 8 ? LanguageVersion.Latest : LanguageVersion.CSharp7_3;
        var options = new CSharpParseOptions(version, DocumentationMode.Diagnose, preprocessorSymbols: language >= 8 ? ["NET8_0_OR_GREATER"] : []);
        // The compiler is more lenient with files that are called generated; this one need not be.
        var tree = CSharpSyntaxTree.ParseText(source, options, "Client.cs");
        var compilation = CSharpCompilation.Create(
            "Client-" + Guid.NewGuid().ToString("N"),
            program is null ? [tree] : [tree, CSharpSyntaxTree.ParseText(program, options, "Program.cs")],
            language >= 8 ? Current : NetStandard,
            new CSharpCompilationOptions(
                program is null ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
                warningLevel: 9999,
                nullableContextOptions: language >= 8 ? NullableContextOptions.Enable : NullableContextOptions.Disable));
        return new CompiledClient(source, compilation);
    }

    /// <summary>Fails unless the source compiles without a warning.</summary>
    public CompiledClient Check()
    {
        var diagnostics = _compilation.GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Hidden).ToList();
        Assert.True(diagnostics.Count == 0, string.Join('\n', diagnostics) + "\n" + Source);
        return this;
    }

    /// <summary>The names and types of the properties of a class that are columns, in order.</summary>
    public IReadOnlyList<string> Properties(string type) =>
    [
        .. _compilation.GetTypeByMetadataName(type)!.GetMembers().OfType<IPropertySymbol>()
            .Where(p => p.Name != "UnmappedMembers").Select(p => $"{p.Type.ToDisplayString()} {p.Name}"),
    ];

    /// <summary>The documentation comment of a property.</summary>
    public string Documentation(string type, string property) =>
        _compilation.GetTypeByMetadataName(type)!.GetMembers(property).Single().GetDocumentationCommentXml()!;

    /// <summary>Loads the client, with a model as its embedded resource.</summary>
    public Assembly Load(string? onnxPath)
    {
        Check();
        using var assembly = new MemoryStream();
        var resources = onnxPath is null
            ? null
            : new[] { new ResourceDescription("model.onnx", () => File.OpenRead(onnxPath), isPublic: true) };
        var result = _compilation.Emit(assembly, manifestResources: resources);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(assembly.ToArray());
    }

    private static MetadataReference[] References(IEnumerable<string> paths) => [.. paths.Select(p => MetadataReference.CreateFromFile(p))];
}
