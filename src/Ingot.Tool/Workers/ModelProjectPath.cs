using Ingot.Core.Diagnostics;

namespace Ingot.Tool.Workers;

/// <summary>The model project that an argument names: a project file, or a folder with one.</summary>
internal static class ModelProjectPath
{
    /// <summary>What is wrong with the argument (INGOT1016), or null when it names one project.</summary>
    /// <param name="argument">The argument as it was written.</param>
    public static Diagnostic? FindFault(string argument) =>
        Describe(argument) is { } fault ? PrepareDiagnostics.NoProject.At(new SourceLocation(argument), fault) : null;

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

        var projects = Directory.GetFiles(argument, "*.*proj").Select(Path.GetFileName).Order(StringComparer.Ordinal).ToList();
        return projects.Count switch
        {
            1 => null,
            0 => (FormattableString)$"The folder '{Path.GetFullPath(argument)}' has no project file (*.csproj). Name a model's project file, or the folder that holds it.",
            _ => $"The folder '{Path.GetFullPath(argument)}' has {projects.Count} project files: {string.Join(", ", projects)}. Name one of them.",
        };
    }
}
