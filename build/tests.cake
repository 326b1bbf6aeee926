using System.Xml.Linq;

// Printed at the very end, after Cake's own summary, alone on its line.
string countLine = null;

Teardown(_ =>
{
    AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        if (countLine != null)
        {
            Console.Out.WriteLine(countLine);
            Console.Out.Flush();
        }
    };
});

/// Runs the tests of a solution; the counts are read from the runners' own result files.
void RunTests(FilePath solution, string configuration)
{
    var results = MakeAbsolute(Directory("artifacts/test-results"));
    CleanDirectory(results);
    var exitCode = StartProcess("dotnet", new ProcessSettings
    {
        Arguments = new ProcessArgumentBuilder()
            .Append("test").AppendQuoted(MakeAbsolute(solution).FullPath)
            .Append("--no-build").Append("--configuration").Append(configuration)
            .Append("--logger").Append("trx")
            .Append("--results-directory").AppendQuoted(results.FullPath),
        // Threads of LightGBM must not spin while they wait: the test projects run side by side.
        EnvironmentVariables = new Dictionary<string, string> { ["OMP_WAIT_POLICY"] = "passive" },
    });

    var counters = GetFiles($"{results.FullPath}/*.trx")
        .Select(f => XDocument.Load(f.FullPath).Descendants().First(e => e.Name.LocalName == "Counters"))
        .ToList();
    int Sum(string name) => counters.Sum(c => (int)c.Attribute(name));
    var passed = Sum("passed");
    var failed = Sum("failed") + Sum("error") + Sum("timeout") + Sum("aborted");
    var skipped = Sum("total") - Sum("executed");
    countLine = $"{passed} passed, {failed} failed" + (skipped > 0 ? $", {skipped} skipped" : "");
    if (exitCode != 0 || failed > 0 || passed == 0)
    {
        throw new CakeException($"Tests failed: {countLine} (exit code {exitCode}).");
    }
}
