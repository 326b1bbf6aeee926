using System.Text.Json.Nodes;

// Mutation tests: Stryker.NET changes a room's sources, one place at a time, and runs the room's tests; a change that no test notices
// survives. It takes long, so it is asked for by name and never part of CI. docs/reliability.md has the scores.
const string StrykerVersion = "5.1.0";
const string MutationFolder = "artifacts/mutation";

// Thousands of random files for each mutant would take days; what is noticed without them is noticed all the more with them.
const string ShortTests = "FullyQualifiedName!~Fuzz";

/// What of a room is mutated: what decides something, and shows nowhere when it decides wrongly. "" is all of it.
static readonly Dictionary<string, string[]> MutatedFolders = new()
{
    ["Artifacts"] = [""],
    ["Core"] = ["Gates", "Statistics"],
    ["Releases"] = ["Channels", "Signing", "Validation"],
    ["Serving"] = ["Requests", "Security"],
};

/// Mutates one room (Core), one folder of it (Core/Gates), or all rooms (""), and prints what the tests noticed.
void Mutate(string room, string configuration, int concurrency)
{
    var parts = room.Split('/', 2);
    if (room != "" && !(MutatedFolders.TryGetValue(parts[0], out var known) && (parts.Length == 1 || known.Contains(parts[1]))))
    {
        throw new CakeException($"There is nothing to mutate in '{room}': expected --room=" + string.Join(
            ", ", MutatedFolders.SelectMany(r => r.Value.Where(f => f != "").Select(f => $"{r.Key}/{f}").Prepend(r.Key))) + ".");
    }

    var tool = MakeAbsolute(Directory($"{MutationFolder}/tool"));
    Run("dotnet", $"tool update dotnet-stryker --version {StrykerVersion} --tool-path \"{tool}\"", Context.Environment.WorkingDirectory);
    var tables = MutatedFolders.Where(r => room == "" || r.Key == parts[0])
        .Select(r => MutateRoom(tool, r.Key, parts.Length > 1 ? [parts[1]] : r.Value, configuration, concurrency)).ToList();
    Information("{0}", string.Join("\n", tables));
}

string MutateRoom(DirectoryPath tool, string room, string[] folders, string configuration, int concurrency)
{
    var output = MakeAbsolute(Directory($"{MutationFolder}/{room}"));
    CleanDirectory(output);
    var globs = string.Join(" ", folders.Select(f => $"--mutate \"**/{(f == "" ? "" : f + "/**/")}*.cs\""));
    Run(
        tool.CombineWithFilePath("dotnet-stryker").FullPath,
        $"--project Ingot.{room}.csproj {globs} --configuration {configuration} --concurrency {concurrency} --output \"{output}\" --test-case-filter \"{ShortTests}\" --reporter json --reporter html --skip-version-check",
        MakeAbsolute(Directory($"tests/Ingot.{room}.Tests")));

    var lines = new List<string> { $"Ingot.{room}", "  folder          noticed  too long  survived  not run  score" };
    var survivors = new List<string>();
    var files = JsonNode.Parse(System.IO.File.ReadAllText($"{output}/reports/mutation-report.json"))["files"].AsObject()
        .Select(f => (Name: System.IO.Path.GetRelativePath(MakeAbsolute(Directory($"src/Ingot.{room}")).FullPath, f.Key).Replace('\\', '/'), Mutants: f.Value["mutants"].AsArray())).ToList();
    foreach (var folder in folders)
    {
        var here = files.Where(f => folder == "" || f.Name.StartsWith(folder + "/", StringComparison.Ordinal)).ToList();
        int Count(string status) => here.Sum(f => f.Mutants.Count(m => (string)m["status"] == status));
        var (killed, tooLong, survived, notRun) = (Count("Killed"), Count("Timeout"), Count("Survived"), Count("NoCoverage"));
        var all = killed + tooLong + survived + notRun;
        lines.Add(FormattableString.Invariant($"  {(folder == "" ? "(all)" : folder),-15} {killed,7}  {tooLong,8}  {survived,8}  {notRun,7}  {(all == 0 ? 0 : 100.0 * (killed + tooLong) / all),4:F1} %"));
        survivors.AddRange(
            from file in here
            from mutant in file.Mutants
            where (string)mutant["status"] is "Survived" or "NoCoverage"
            let line = (int)mutant["location"]["start"]["line"]
            orderby file.Name, line
            select $"src/Ingot.{room}/{file.Name}({line}): {mutant["status"]}: {mutant["mutatorName"]}: {((string)mutant["replacement"]).ReplaceLineEndings(" ")}");
    }

    System.IO.File.WriteAllLines($"{output}/survivors.txt", survivors);
    return string.Join("\n", lines.Append($"  what survived, and a page for each file: {output}/survivors.txt, {output}/reports/mutation-report.html"));
}

void Run(string program, string arguments, DirectoryPath folder)
{
    var exitCode = StartProcess(program, new ProcessSettings
    {
        Arguments = arguments,
        WorkingDirectory = folder,
        EnvironmentVariables = new Dictionary<string, string>
        {
            // Apart from everything else: what is interrupted leaves mutated assemblies behind.
            ["ArtifactsPath"] = MakeAbsolute(Directory($"{MutationFolder}/build")).FullPath,
            ["UseSharedCompilation"] = "true",
            ["OMP_WAIT_POLICY"] = "passive",
        },
    });
    if (exitCode != 0)
    {
        throw new CakeException($"{program} {arguments} failed (exit code {exitCode}).");
    }
}
