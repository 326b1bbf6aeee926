using System.Text.Json.Nodes;

// Mutation tests: Stryker.NET changes a room's sources, one place at a time, and runs the room's tests; a change that no test notices
// survives. It takes long, so it is asked for by name and never part of CI. docs/reliability.md has the scores.
const string StrykerVersion = "5.1.0";
const string MutationFolder = "artifacts/mutation";

// Thousands of random files for each mutant would take days.
const string ShortTests = "FullyQualifiedName!~Fuzz";

/// What is mutated: what decides something, and shows nowhere when it decides wrongly. Room, folder ("": all of it), and the tests that are
/// run ("": all): in the loops of Core mutants cost so much that only the folder's own can be. The score counts what these notice.
static readonly (string Room, string Folder, string Tests)[] Mutated =
[
    ("Artifacts", "", ""),
    ("Core", "Gates", "FullyQualifiedName~.Tests.Gates."),
    ("Core", "Statistics", "FullyQualifiedName~.Tests.Statistics.|FullyQualifiedName~.Tests.Metrics."),
    ("Releases", "Channels", "FullyQualifiedName~.Tests.Channels."),
    ("Releases", "Signing", "FullyQualifiedName~.Tests.Signing."),
    ("Releases", "Validation", "FullyQualifiedName~.Tests.Validation.|FullyQualifiedName~.Tests.Packages."),
    ("Serving", "Requests", ""),
    ("Serving", "Security", ""),
];

/// Declarations, in which nothing is decided: tests of Pipeline hold them to the code that reads them.
static readonly string[] NotMutated = ["**/Stages/StageCatalog.cs", "**/Stages/*Files.cs"];

/// Mutates one room (Core), one folder of it (Core/Gates), or all of them (""), and prints what the tests noticed.
void Mutate(string room, string configuration, int concurrency)
{
    var chosen = Mutated.Where(m => room == "" || room == m.Room || room == $"{m.Room}/{m.Folder}").ToList();
    if (chosen.Count == 0)
    {
        throw new CakeException($"There is nothing to mutate in '{room}': expected --room=" + string.Join(
            ", ", Mutated.SelectMany(m => new[] { m.Room, $"{m.Room}/{m.Folder}".TrimEnd('/') }).Distinct()) + ".");
    }

    var tool = MakeAbsolute(Directory($"{MutationFolder}/tool"));
    Run("dotnet", $"tool update dotnet-stryker --version {StrykerVersion} --tool-path \"{tool}\"", Context.Environment.WorkingDirectory);
    var rows = chosen.Select(m => MutateFolder(tool, m.Room, m.Folder, m.Tests, configuration, concurrency)).ToList();
    Information("{0}", string.Join("\n", rows.Prepend("folder                noticed  too long  survived  not run  score")));
}

string MutateFolder(DirectoryPath tool, string room, string folder, string tests, string configuration, int concurrency)
{
    var name = $"{room}/{folder}".TrimEnd('/');
    var output = MakeAbsolute(Directory($"{MutationFolder}/{name}"));
    CleanDirectory(output);
    var but = string.Join(" ", NotMutated.Select(p => $"--mutate \"!{p}\""));
    var filter = tests == "" ? ShortTests : $"({tests})&{ShortTests}";
    Run(
        tool.CombineWithFilePath("dotnet-stryker").FullPath,
        $"--project Ingot.{room}.csproj --mutate \"**/{(folder == "" ? "" : folder + "/**/")}*.cs\" {but} --configuration {configuration} --concurrency {concurrency} --output \"{output}\" --test-case-filter \"{filter}\" --reporter json --reporter html --skip-version-check",
        MakeAbsolute(Directory($"tests/Ingot.{room}.Tests")));

    var source = MakeAbsolute(Directory($"src/Ingot.{room}")).FullPath;
    var mutants = (
        from file in JsonNode.Parse(System.IO.File.ReadAllText($"{output}/reports/mutation-report.json"))["files"].AsObject()
        let path = System.IO.Path.GetRelativePath(source, file.Key).Replace('\\', '/')
        from mutant in file.Value["mutants"].AsArray()
        select (
            File: path,
            Line: (int)mutant["location"]["start"]["line"],
            Status: (string)mutant["status"],
            Text: $"{mutant["mutatorName"]}: {((string)mutant["replacement"]).ReplaceLineEndings(" ")}")).ToList();
    int Count(string status) => mutants.Count(m => m.Status == status);
    var (killed, tooLong, survived, notRun) = (Count("Killed"), Count("Timeout"), Count("Survived"), Count("NoCoverage"));
    System.IO.File.WriteAllLines(
        $"{output}/survivors.txt",
        mutants.Where(m => m.Status is "Survived" or "NoCoverage").OrderBy(m => m.File, StringComparer.Ordinal).ThenBy(m => m.Line)
            .Select(m => $"src/Ingot.{room}/{m.File}({m.Line}): {m.Status}: {m.Text}"));
    return FormattableString.Invariant(
        $"{name,-20} {killed,8}  {tooLong,8}  {survived,8}  {notRun,7}  {100.0 * (killed + tooLong) / Math.Max(1, killed + tooLong + survived + notRun),4:F1} %; what survived: {output}/survivors.txt");
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
