// The repository's build. `dotnet cake` runs Default; `dotnet cake --tree` shows the way, `--description` says what each
// task does. --model=NAME takes one model, --configuration=Debug another configuration, --feed=URL says where to publish to,
// --api-key=NAME in which environment variable its key is, --platforms=own packs the tool for this machine only, --room=NAME takes one
// room, or one folder of it, and --concurrency=N runs as many tests side by side, when tests are mutated; --weeks=N is the length of Demo's year.
#load "build/mutation.cake"
#load "build/tests.cake"
#load "build/tools.cake"
#load "build/publish.cake"

var target = Argument("target", "Default");
var configuration = Argument("configuration", "Release");
var model = Argument("model", "");
var feed = Argument("feed", "");
var apiKey = Argument("api-key", "INGOT_FEED_KEY");
var platforms = Argument("platforms", "all");
var room = Argument("room", "");
var concurrency = Argument("concurrency", 2);
var weeks = Argument("weeks", 52);

// The key of the feed is for what pushes: nothing that is built, tested or trained on the way has it in its environment.
var feedKey = EnvironmentVariable(apiKey) ?? "";
System.Environment.SetEnvironmentVariable(apiKey, null);

Task("Clean")
    .Description("Deletes everything that a build leaves behind.")
    .Does(() =>
    {
        CleanDirectory("artifacts");
        DeleteDirectories(
            GetDirectories("models/*/obj") + GetDirectories("models/*/bin"),
            new DeleteDirectorySettings { Recursive = true, Force = true });
    });

Task("BuildTools")
    .Description("Builds the tools and packs them into artifacts/packages.")
    .Does(() =>
    {
        // A package source that is a folder must exist before anything is restored from it.
        EnsureDirectoryExists("artifacts/packages");
        DotNetBuild("Build.sln", new DotNetBuildSettings
        {
            Configuration = configuration,
            NoLogo = true,
            // One compiler for all projects, even where the environment says otherwise: starting it takes longer than compiling.
            MSBuildSettings = new DotNetMSBuildSettings().WithProperty("UseSharedCompilation", "true"),
        });
        PackTools("Build.sln", configuration, platforms);
    });

Task("Test")
    .Description("Runs all tests and prints how many passed and failed.")
    .IsDependentOn("BuildTools")
    .Does(() => RunTests("Build.sln", configuration));

Task("Demo")
    .Description("A simulated year of the model Churn by the real tools: it decays, is trained again, and a bad release is taken back; some minutes, with --weeks=12 fewer.")
    .IsDependentOn("BuildTools")
    .Does(() =>
    {
        var exitCode = StartProcess("dotnet", new ProcessSettings
        {
            Arguments = new ProcessArgumentBuilder()
                .Append("run").Append("--no-build").Append("--configuration").Append(configuration).Append("--project").AppendQuoted("tests/Ingot.Simulation")
                .Append("--").Append("--weeks").Append($"{weeks}"),
        });
        if (exitCode != 0)
        {
            throw new CakeException($"The simulated year ended with exit code {exitCode}; artifacts/demo/demo.log has every command and what it said.");
        }
    });

Task("Mutate")
    .Description("Changes the sources of --room, one place at a time, and counts the changes that its tests notice: long, for --room=Releases half an hour.")
    .Does(() => Mutate(room, configuration, concurrency));

void ModelTask(string name, string description) =>
    Task(name).Description(description).IsDependentOn("BuildTools").Does(() => RunModels(name));

ModelTask("Prepare", "Reads, validates and cleans the data of the models.");
ModelTask("Train", "Trains the models, after Prepare.");
ModelTask("Challenge", "Trains the models that the models' tests compare with, after Train.");
ModelTask("Evaluate", "Measures the models' ONNX files on their reference data, after Train.");
ModelTask("Gate", "Fails when a model is worse than its gates allow, after Evaluate.");
ModelTask("Export", "Writes the models, their evidence and their cards together, after Gate.");
ModelTask("Pack", "Packs the models into artifacts/models, after Export.");
ModelTask("Publish", "Publishes the models' packages to --feed, a folder or the URL of a NuGet v3 feed, after Pack.");

Task("PublishTools")
    .Description("Publishes the tools to --feed, in the version of this commit's tag.")
    .Does(() => PublishToolsTo(feed, apiKey, feedKey, configuration));

Task("Default")
    .Description("Builds the tools, then builds and packs the models.")
    .IsDependentOn("Pack");

// In a script of its own, compiled after its addin was built.
void RunModels(string name)
{
    if (name == "Publish" && feed == "")
    {
        throw new CakeException("Publish has no feed: expected --feed=FOLDER or --feed=URL of a NuGet v3 feed.");
    }

    EnsureDirectoryExists("artifacts/cake");
    CopyFiles($"artifacts/bin/Ingot.Cake/{configuration.ToLowerInvariant()}/Ingot.Cake.*", "artifacts/cake");
    var arguments = new Dictionary<string, string> { ["target"] = name, ["model"] = model, ["configuration"] = configuration, ["feed"] = feed };
    CakeExecuteScript("build/models.cake", new CakeSettings
    {
        // Cake refuses an option without a value.
        Arguments = arguments.Where(a => a.Value != "").ToDictionary(a => a.Key, a => a.Value),
        EnvironmentVariables = name == "Publish" && feedKey != "" ? new Dictionary<string, string> { ["INGOT_FEED_KEY"] = feedKey } : [],
    });
}

RunTarget(target);
