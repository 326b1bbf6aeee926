using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Spectre.Console;

namespace Ingot.Benchmarks.Serving;

/// <summary>
/// <c>dotnet ingot serve</c> under load, beside a bare Kestrel endpoint and FastAPI with scikit-learn, each in processes of its own. They
/// are asked in turns, so that what disturbs one disturbs all.
/// </summary>
internal static class ServingBenchmark
{
    private const string Version = "1.0.0";
    private const int Iterations = 200;
    private const int ManyRows = 64;
    private const int Bodies = 64;
    private const double WarmUp = 5;

    public static async Task<int> RunAsync(ServingPlan plan, CancellationToken cancellation)
    {
        if (!Wrk.Exists())
        {
            AnsiConsole.WriteLine("wrk is not installed, and nothing else makes enough load: nothing is measured. Install it (Debian: apt-get install wrk).");
            return 1;
        }

        using var place = new Workplace();
        var churn = ServedChurn.Train(Repository, place.Root, (Version, Iterations));
        AnsiConsole.WriteLine(FormattableString.Invariant(
            $"Churn: {churn.Schema.Features.Count()} columns, {Iterations} trees of 15 leaves, ONNX file of {new FileInfo(churn.OnnxPath(Version)).Length >> 10} KiB; {Environment.ProcessorCount} processors"));
        var (one, many, objects) = WriteBodies(churn);

        using var echo = await ServerProcess.StartAsync("dotnet", a => [typeof(ServingBenchmark).Assembly.Location, "echo", "--url", a.ToString()], Variables(), cancellation);
        using var ingot = await ServerProcess.StartAsync(
            "dotnet", a => [Tool, "serve", "--package", $"{Tests.Shared.TestPackage.Id}@{Version}", "--packages", place.Root, "--urls", a.ToString()], Variables(), cancellation);
        using var fast = await FastApiAsync(plan.Python, cancellation);
        var infer = new Uri(ingot.Address, $"/v2/models/{Tests.Shared.TestPackage.Id}/infer");
        var contestants = new List<(string Name, Uri Url, string Bodies)>
        {
            ("echo, 1 row", new Uri(echo.Address, EchoServer.Path), one),
            ("infer, 1 row", infer, one),
            ("predict, 1 row", new Uri(ingot.Address, $"/models/{Tests.Shared.TestPackage.Id}/predict"), objects),
            ("echo, 64 rows", new Uri(echo.Address, EchoServer.Path), many),
            ("infer, 64 rows", infer, many),
        };
        if (fast is not null)
        {
            contestants.Insert(3, ("FastAPI, 1 row", new Uri(fast.Address, "/infer"), one));
            contestants.Insert(4, ("FastAPI with a pipeline, 1 row", new Uri(fast.Address, "/infer-pipeline"), one));
            contestants.Add(("FastAPI, 64 rows", new Uri(fast.Address, "/infer"), many));
            contestants.Add(("FastAPI with a pipeline, 64 rows", new Uri(fast.Address, "/infer-pipeline"), many));
        }

        foreach (var (_, url, bodies) in contestants)
        {
            Wrk.Run(url, bodies, 8, Math.Min(WarmUp, 4 * plan.Seconds));
        }

        var medians = plan.Connections.Select(c => (Connections: c, Figures: Race(contestants, c, plan))).ToList();
        foreach (var rows in (int[])[1, ManyRows])
        {
            var alone = churn.BareRun(Version, rows, Bodies, 3000);
            var suffix = rows == 1 ? "1 row" : FormattableString.Invariant($"{rows} rows");
            AnsiConsole.WriteLine(FormattableString.Invariant($"The session's run alone, {suffix}: {alone:0.0} µs on one thread"));
            foreach (var (connections, figures) in medians)
            {
                var least = (alone / 1000) + figures[$"echo, {suffix}"].Median;
                AnsiConsole.WriteLine(FormattableString.Invariant(
                    $"infer, {suffix}, {connections} connections: {figures[$"infer, {suffix}"].Median / least:0.00} times that and the bare endpoint's p50 together"));
            }
        }

        return 0;
    }

    /// <summary>Writes the package and the bodies of requests into a folder, for a look at a server by hand.</summary>
    public static void WriteFiles(DirectoryInfo folder)
    {
        folder.Create();
        WriteBodies(ServedChurn.Train(Repository, folder.FullName, (Version, Iterations)));
    }

    /// <summary>Asks everybody in turns, and tells the medians, by name.</summary>
    private static Dictionary<string, LoadFigures> Race(List<(string Name, Uri Url, string Bodies)> contestants, int connections, ServingPlan plan)
    {
        var figures = contestants.ToDictionary(c => c.Name, _ => new List<LoadFigures>());
        for (var round = 0; round < plan.Rounds; round++)
        {
            foreach (var (name, url, bodies) in contestants)
            {
                figures[name].Add(Wrk.Run(url, bodies, connections, plan.Seconds));
            }
        }

        var medians = figures.ToDictionary(f => f.Key, f => LoadFigures.MedianOf(f.Value));
        var table = new Table().Title($"{connections} connections, {plan.Rounds} rounds").AddColumns("what", "requests/s", "p50, ms", "p99, ms", "p50 ratio to echo", "throughput ratio to FastAPI", "to one with a pipeline");
        foreach (var (name, _, _) in contestants)
        {
            var rows = name[(name.IndexOf(',', StringComparison.Ordinal) + 2)..];
            var own = medians[name];
            var bare = medians[$"echo, {rows}"];
            string Times(string other) => medians.TryGetValue($"{other}, {rows}", out var f) ? (own.PerSecond / f.PerSecond).ToString("0.0", CultureInfo.InvariantCulture) : "–";
            table.AddRow(
                name,
                own.PerSecond.ToString("N0", CultureInfo.InvariantCulture),
                own.Median.ToString("0.000", CultureInfo.InvariantCulture),
                own.Percentile99.ToString("0.000", CultureInfo.InvariantCulture),
                (own.Median / bare.Median).ToString("0.00", CultureInfo.InvariantCulture),
                Times("FastAPI"),
                Times("FastAPI with a pipeline"));
        }

        AnsiConsole.Write(table);
        return medians;
    }

    private static (string One, string Many, string Objects) WriteBodies(ServedChurn churn) =>
        (Write(churn, "one", i => churn.Infer(i, 1)), Write(churn, "many", i => churn.Infer(i, ManyRows)), Write(churn, "objects", churn.Predict));

    private static string Write(ServedChurn churn, string name, Func<int, string> body)
    {
        var path = Path.Combine(churn.Folder, name);
        File.WriteAllText(path, string.Concat(Enumerable.Range(0, Bodies).Select(i => body(i) + "\n")));
        return path;
    }

    /// <summary>FastAPI's server, with what makes uvicorn fast (without uvloop its workers send answers in two packets, 40 ms apart); null where something of it is not installed, which is said.</summary>
    private static async Task<ServerProcess?> FastApiAsync(string python, CancellationToken cancellation)
    {
        if (!Succeeds(python, "-c", "import fastapi, uvicorn, uvloop, httptools, sklearn, pandas"))
        {
            AnsiConsole.WriteLine($"{python} does not have all of fastapi, uvicorn, uvloop, httptools, sklearn and pandas, so FastAPI is not measured (Debian: python3-fastapi, python3-uvicorn, python3-uvloop, python3-httptools, python3-sklearn, python3-pandas).");
            return null;
        }

        var folder = Path.Combine(AppContext.BaseDirectory, "Serving");
        return await ServerProcess.StartAsync(
            python,
            a =>
            [
                "-m", "uvicorn", "fastapi_server:app", "--app-dir", folder, "--host", a.Host, "--port", a.Port.ToString(CultureInfo.InvariantCulture),
                "--workers", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture), "--no-access-log", "--log-level", "error",
            ],
            Variables(("INGOT_TELCO", Path.Combine(Repository, "data", "telco", "train.csv")), ("OMP_NUM_THREADS", "1")),
            cancellation);
    }

    private static bool Succeeds(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static Dictionary<string, string> Variables(params IEnumerable<(string Name, string Value)> variables) =>
        variables.ToDictionary(v => v.Name, v => v.Value);

    public static string Tool => Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "Ingot.Tool", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), "Ingot.Tool.dll"));

    public static string Repository => typeof(ServingBenchmark).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepositoryRoot").Value!;
}
