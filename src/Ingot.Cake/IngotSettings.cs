using Cake.Core.IO;
using Cake.Core.Tooling;

namespace Ingot.Cake;

/// <summary>How an alias runs a target of a model project.</summary>
public sealed class IngotSettings : ToolSettings
{
    /// <summary>Gets or sets the configuration. Default: none is passed, so that MSBuild's own default (Debug) holds.</summary>
    public string? Configuration { get; set; }

    /// <summary>Gets the MSBuild properties, by name. Each value is passed as it stands, semicolons and commas too.</summary>
    public IDictionary<string, string> Properties { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets a value indicating whether packages are not restored first. Default: false.</summary>
    public bool NoRestore { get; set; }

    /// <summary>Gets or sets MSBuild's verbosity: quiet, minimal, normal, detailed or diagnostic. Default: MSBuild's own.</summary>
    public string? Verbosity { get; set; }

    /// <summary>Gets or sets the folder into which a package is written. Default: the project's own.</summary>
    public DirectoryPath? OutputDirectory { get; set; }

    /// <summary>Gets or sets the feed to which a package is published: a folder or the URL of a NuGet v3 feed.</summary>
    public string? Feed { get; set; }

    /// <summary>Gets or sets the name of the environment variable that holds the feed's API key. Default: none, no key is passed.</summary>
    public string? ApiKeyVariable { get; set; }
}
