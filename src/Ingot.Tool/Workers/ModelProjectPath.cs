using Ingot.Core.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>The model project that an argument names: a project file, or a folder with one.</summary>
internal static class ModelProjectPath
{
    private const string Projects = "*.*proj";
    private const string Sdk = "Ingot.Sdk";
    private const string UsesSdk = "UsingIngotSdk";

    /// <summary>What is wrong with the argument (INGOT1016), or null when it names one project, and that of a model.</summary>
    /// <param name="argument">The argument as it was written.</param>
    /// <param name="cancellation">Stops it.</param>
    public static async Task<Diagnostic?> FindFaultAsync(string argument, CancellationToken cancellation) =>
        Describe(argument) is { } fault ? PrepareDiagnostics.NoProject.At(new SourceLocation(argument), fault)
        : await IsModelAsync(argument, cancellation) ? null
        : PrepareDiagnostics.NoProject.At(
            new SourceLocation(argument),
            $"'{argument}' is not the project of a model: it does not use {Sdk}. Name a model's project file, which begins with <Project Sdk=\"{Sdk}/…\">, or the folder that holds it.");

    // MSBuild is asked only where the file itself does not name the SDK: it may import a file that does.
    private static async Task<bool> IsModelAsync(string argument, CancellationToken cancellation)
    {
        var file = Directory.Exists(argument) ? Directory.GetFiles(argument, Projects).Single() : argument;
        if ((await File.ReadAllTextAsync(file, cancellation)).Contains(Sdk, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var properties = await MSBuildProperties.TryReadAsync(new MSBuildRun(file, string.Empty, "Release", [], Restore: false), [UsesSdk], cancellation);
        return properties?[UsesSdk] == "true";
    }

    private static FormattableString? Describe(string argument)
    {
        if (File.Exists(argument))
        {
            return null;
        }

        if (!Directory.Exists(argument))
        {
            return $"'{argument}' is neither a project nor a folder. Name a model's project file, or the folder that holds it.";
        }

        var projects = Directory.GetFiles(argument, Projects).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        return projects.Count switch
        {
            1 => null,
            0 => (FormattableString)$"The folder '{Path.GetFullPath(argument)}' has no project file (*.csproj). Name a model's project file, or the folder that holds it.",
            _ => $"The folder '{Path.GetFullPath(argument)}' has {projects.Count} project files: {string.Join(", ", projects)}. Name one of them.",
        };
    }
}
