// The sample models' build, over the aliases of Ingot.Cake. build.cake builds that addin first, then runs this script:
// a script is compiled with its references, so it cannot build them itself.
#r "../artifacts/cake/Ingot.Cake.dll"

var target = Argument<string>("target");
var model = Argument("model", "");
var configuration = Argument("configuration", "Release");
var feed = Argument("feed", "");

var root = MakeAbsolute(Context.Environment.WorkingDirectory);
while (!FileExists(root.CombineWithFilePath("Build.sln")))
{
    root = root.GetParent() ?? throw new CakeException("This script is not in a clone of the repository: no Build.sln above it.");
}

var projects = GetFiles($"{root}/models/*/*.csproj")
    .Select(f => f.FullPath)
    .Where(f => model == "" || string.Equals(System.IO.Path.GetFileNameWithoutExtension(f), model, StringComparison.OrdinalIgnoreCase))
    .Order(StringComparer.Ordinal)
    .ToList();
if (projects.Count == 0)
{
    throw new CakeException($"No model is called '{model}': expected one of "
        + string.Join(", ", GetFiles($"{root}/models/*/*.csproj").Select(f => f.GetFilenameWithoutExtension().FullPath).Order()) + ".");
}

void Settings(IngotSettings settings)
{
    settings.Configuration = configuration;
    settings.Verbosity = "minimal";
    settings.OutputDirectory = root.Combine("artifacts/models");
}

// Every model is built, so that one failed gate hides no other.
void ForEachModel(string name, string description, Action<string> action) =>
    Task(name).Description(description).DoesForEach(projects, action).DeferOnError();

ForEachModel("Prepare", "Prepares the data of each model.", p => IngotPrepare(p, Settings));
ForEachModel("Train", "Trains each model.", p => IngotTrain(p, Settings));
ForEachModel("Challenge", "Trains the models that each model's tests compare with.", p => IngotChallenge(p, Settings));
ForEachModel("Evaluate", "Evaluates each model.", p => IngotEvaluate(p, Settings));
ForEachModel("Gate", "Decides the gates of each model.", p => IngotGate(p, Settings));
ForEachModel("Export", "Exports each model.", p => IngotExport(p, Settings));
ForEachModel("Pack", "Packs each model.", p => IngotPack(p, Settings));
ForEachModel("Publish", "Publishes each model to the feed.", p => IngotPublish(p, settings =>
{
    Settings(settings);
    settings.Feed = feed;
    settings.ApiKeyVariable = HasEnvironmentVariable("INGOT_FEED_KEY") ? "INGOT_FEED_KEY" : null;
}));

RunTarget(target);
