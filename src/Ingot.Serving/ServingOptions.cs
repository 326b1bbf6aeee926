using Ingot.Releases.Validation;
using Ingot.Serving.Security;
using Ingot.Serving.Traffic;

namespace Ingot.Serving;

/// <summary>What is served, how much of it, and to whom.</summary>
public sealed class ServingOptions
{
    /// <summary>The folder of the channels; default <c>models/channels</c>, seen from the current folder.</summary>
    public string ChannelsFolder { get; set; } = Path.Combine("models", "channels");

    /// <summary>The channel whose models are served, such as <c>production</c>; null: only <see cref="Packages"/>.</summary>
    public string? Channel { get; set; }

    /// <summary>Packages that are served without a channel, as <c>Id@version</c>.</summary>
    public IList<string> Packages { get; } = [];

    /// <summary>Folders of <c>.nupkg</c> files in which packages are looked for, before the place that the application registers.</summary>
    public IList<string> PackageFolders { get; } = [];

    /// <summary>How often channel files are looked at, beside what the file system reports; default 5 seconds.</summary>
    public TimeSpan ChannelInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Threads of one run of a model; default 1, which gives the most requests a second.</summary>
    public int Threads { get; set; } = 1;

    /// <summary>
    /// What a model may take when it is loaded: 60 seconds, and memory by the size of its file. Both hold in a process of its own; in this one
    /// (<see cref="InProcessTrial"/>) the time only, for its answers.
    /// </summary>
    public TrialLimits Trial { get; set; } = new();

    /// <summary>Limits of requests.</summary>
    public LimitOptions Limits { get; } = new();

    /// <summary>Scoring the rows of several requests in one run.</summary>
    public BatchingOptions Batching { get; } = new();

    /// <summary>A second channel that gets a part of the traffic.</summary>
    public CanaryOptions Canary { get; } = new();

    /// <summary>A channel whose models score the same rows as the serving ones, without answering; null: none.</summary>
    public string? ShadowChannel { get; set; }

    /// <summary>
    /// Whether channels can be changed on the page, by the scope <c>admin</c>: promote, roll back, retire, and hand in approvals. Default
    /// false: the page only reads. The process must be able to write <see cref="ChannelsFolder"/>.
    /// </summary>
    public bool ManageChannels { get; set; }

    /// <summary>Who may ask for what.</summary>
    public AccessOptions Access { get; } = new();
}
