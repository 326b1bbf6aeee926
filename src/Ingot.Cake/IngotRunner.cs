using System.Text.Json;
using Cake.Core;
using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Ingot.Cake;

/// <summary>Runs the targets of model projects by <c>dotnet msbuild</c>.</summary>
internal sealed class IngotRunner : Tool<IngotSettings>
{
    private readonly ICakeContext _context;

    public IngotRunner(ICakeContext context)
        : base(context.FileSystem, context.Environment, context.ProcessRunner, context.Tools)
    {
        _context = context;
    }

    /// <summary>Runs one target of the project.</summary>
    public void RunTarget(string project, string target, IngotSettings settings) =>
        Run(settings, MSBuildArguments(ProjectFile(project), settings, target), WithoutKey(settings), postAction: null);

    /// <summary>Packs the project and pushes its package to the feed of the settings.</summary>
    public void Publish(string project, IngotSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Feed))
        {
            throw new CakeException($"No feed to publish {project} to: expected IngotSettings.Feed, a folder or the URL of a NuGet v3 feed.");
        }

        RunTarget(project, "Pack", settings);

        var push = new ProcessArgumentBuilder();
        push.Append("nuget").Append("push").AppendQuoted(PackageFile(project, settings).FullPath);
        push.Append("--source").AppendQuoted(settings.Feed);
        if (settings.ApiKeyVariable != null)
        {
            var key = _context.Environment.GetEnvironmentVariable(settings.ApiKeyVariable);
            if (string.IsNullOrEmpty(key))
            {
                throw new CakeException($"The environment variable {settings.ApiKeyVariable} is empty: expected the API key of {settings.Feed}.");
            }

            push.Append("--api-key").AppendQuotedSecret(key);
        }

        Run(settings, push);
    }

    // A build runs the project's own code and that of all its packages: the key of the feed is for what pushes.
    private static ProcessSettings WithoutKey(IngotSettings settings) => new()
    {
        EnvironmentVariables = settings.ApiKeyVariable is { } key
            ? new Dictionary<string, string?>(settings.EnvironmentVariables) { [key] = string.Empty }
            : new Dictionary<string, string?>(settings.EnvironmentVariables),
    };

    protected override string GetToolName() => "Ingot";

    protected override IEnumerable<string> GetToolExecutableNames() => ["dotnet", "dotnet.exe"];

    private ProcessArgumentBuilder MSBuildArguments(FilePath project, IngotSettings settings, string? target)
    {
        var arguments = new ProcessArgumentBuilder();
        arguments.Append("msbuild").AppendQuoted(project.FullPath).Append("-nologo");
        if (target != null)
        {
            arguments.Append($"-t:{target}");
            if (!settings.NoRestore)
            {
                arguments.Append("-restore");
            }
        }

        if (settings.Verbosity != null)
        {
            arguments.Append($"-v:{settings.Verbosity}");
        }

        if (settings.Configuration != null)
        {
            arguments.AppendQuoted($"-p:Configuration={Escape(settings.Configuration)}");
        }

        if (settings.OutputDirectory != null)
        {
            // MSBuild would take it as relative to the project; Cake's paths are relative to the script's working directory.
            arguments.AppendQuoted($"-p:PackageOutputPath={Escape(settings.OutputDirectory.MakeAbsolute(_context.Environment).FullPath)}");
        }

        foreach (var (name, value) in settings.Properties)
        {
            arguments.AppendQuoted($"-p:{name}={Escape(value)}");
        }

        return arguments;
    }

    // MSBuild takes commas and semicolons on its command line for separators of properties (MSB1006).
    private static string Escape(string value) => value
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace(";", "%3B", StringComparison.Ordinal)
        .Replace(",", "%2C", StringComparison.Ordinal)
        .Replace("\"", "%22", StringComparison.Ordinal);

    private FilePath ProjectFile(string project)
    {
        var folder = new DirectoryPath(project).MakeAbsolute(_context.Environment);
        if (!_context.FileSystem.GetDirectory(folder).Exists)
        {
            return new FilePath(project).MakeAbsolute(_context.Environment);
        }

        var projects = _context.FileSystem.GetDirectory(folder).GetFiles("*.csproj", SearchScope.Current).ToList();
        return projects.Count == 1
            ? projects[0].Path
            : throw new CakeException($"{project} holds {projects.Count} project files (*.csproj), expected one: name the file.");
    }

    // Where Pack wrote to is the project's own business, so the project is asked.
    private FilePath PackageFile(string project, IngotSettings settings)
    {
        var file = ProjectFile(project);
        var arguments = MSBuildArguments(file, settings, target: null);

        // Runs what sets the version in a target (MinVer and its like), and nothing else.
        arguments.Append("-t:_GetProjectVersion");
        arguments.Append("-getProperty:PackageId").Append("-getProperty:PackageVersion").Append("-getProperty:PackageOutputPath");
        var lines = new List<string>();
        Run(
            settings,
            arguments,
            new ProcessSettings { RedirectStandardOutput = true },
            process => lines.AddRange(process.GetStandardOutput()));

        using var document = JsonDocument.Parse(string.Join('\n', lines));
        var properties = document.RootElement.GetProperty("Properties");
        var output = new DirectoryPath(properties.GetProperty("PackageOutputPath").GetString()!.Replace('\\', '/'));
        var folder = output.IsRelative ? file.GetDirectory().Combine(output) : output;
        return folder.CombineWithFilePath(
            $"{properties.GetProperty("PackageId").GetString()}.{properties.GetProperty("PackageVersion").GetString()}.nupkg");
    }
}
