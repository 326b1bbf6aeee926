using System.CommandLine;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ingot.Core.Schemas;
using Ingot.Monitoring.Predictions;
using Ingot.Tests.Shared;
using Ingot.Tool.Commands;

namespace Ingot.Tool.Tests;

/// <summary><c>log query</c>: what it answers, and what it refuses.</summary>
public sealed partial class LogQueryTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ModelSchema Schema = new()
    {
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        Columns =
        [
            new() { Name = "tenure", Type = ColumnType.Number, Role = ColumnRole.Feature },
            new() { Name = "contract", Type = ColumnType.String, Role = ColumnRole.Feature },
            new() { Name = "churn", Type = ColumnType.String, Role = ColumnRole.Label, Domain = ["No", "Yes"] },
        ],
    };

    private static readonly string Root =
        typeof(LogQueryTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-query-").FullName;

    private string Log => Path.Combine(_folder, "log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_views_have_predictions_labels_and_both()
    {
        await FillAsync(LogEntries("Two year"));

        Assert.Equal(
            "ingot_id,tenure,probability,ingot_version\nr0,0,0,1.0.0\nr1,1,0.25,1.0.0\nr2,2,0.5,1.0.0\n",
            await PassAsync("SELECT ingot_id, tenure, probability, ingot_version FROM predictions ORDER BY ingot_id", "--csv"));
        Assert.Equal("n,l\n3,Yes\n", await PassAsync("SELECT count(*) AS n, max(ingot_label) AS l FROM labels WHERE ingot_package = 'Contoso.Churn'", "--csv"));
        Assert.Equal("ingot_id,ingot_label\nr0,\nr1,Yes\nr2,No\n", await PassAsync("SELECT ingot_id, ingot_label FROM labelled ORDER BY 1;", "--csv"));
    }

    [Fact]
    public async Task JSON_has_the_columns_with_their_types_and_what_is_missing_is_null()
    {
        await FillAsync(LogEntries("Two \"year\""));

        using var json = JsonDocument.Parse(await PassAsync("SELECT tenure, contract, ingot_label, ingot_timestamp, NULL AS nothing, [1, 2] AS list, 'nan'::DOUBLE AS x, true AS t, count(*) OVER () AS n FROM labelled ORDER BY ingot_id LIMIT 1", "--json"));

        Assert.Equal(
            """[[0,"Two \u0022year\u0022",null,"2026-03-01T12:00:00",null,[1,2],"NaN",true,3]]""",
            JsonSerializer.Serialize(json.RootElement.GetProperty("rows")));
        Assert.Equal(["FLOAT", "VARCHAR", "VARCHAR", "TIMESTAMP WITH TIME ZONE"], json.RootElement.GetProperty("columns").EnumerateArray().Take(4).Select(c => c.GetProperty("type").GetString()));
        Assert.False(json.RootElement.GetProperty("isCutOff").GetBoolean());
    }

    [Fact]
    public async Task Rows_over_the_limit_are_left_out_and_that_is_said()
    {
        await FillAsync(LogEntries("a"));

        var (exitCode, output, error) = await RunAsync("SELECT ingot_id FROM predictions ORDER BY 1", "--limit", "2", "--csv");

        Assert.Equal((0, "ingot_id\nr0\nr1\n"), (exitCode, output));
        Assert.Contains("warning INGOT8026: The query has more than 2 rows, and the first 2 are shown.", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DROP VIEW predictions")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("COPY predictions TO 'FOLDER/log/out.csv'")]
    [InlineData("SELECT 1; COPY predictions TO 'FOLDER/log/out.csv'")]
    [InlineData("SELECT * FROM (SELECT 1); COPY predictions TO 'FOLDER/out.csv'; SELECT * FROM (SELECT 1)")]
    [InlineData("ATTACH 'FOLDER/x.db'")]
    [InlineData("SET enable_external_access=true")]
    [InlineData("INSTALL httpfs")]
    [InlineData("SELECT * FROM read_text('FOLDER/secret.txt')")]
    [InlineData("SELECT * FROM read_text('FOLDER/log/../secret.txt')")]
    [InlineData("SELECT * FROM read_csv('FOLDER/secret.txt')")]
    [InlineData("SELECT * FROM 'FOLDER/secret.txt'")]
    [InlineData("SELECT * FROM glob('FOLDER/*')")]
    [InlineData("SELECT * FROM read_blob('/etc/hostname')")]
    [InlineData("SELECT * FROM query('COPY (SELECT 1) TO ''FOLDER/out.csv''')")]
    [InlineData("SELECT nothing FROM predictions")]
    [InlineData("SELECT")]
    [InlineData("")]
    [InlineData("predictions ?")]
    public async Task A_query_reads_the_log_and_nothing_else(string sql)
    {
        await FillAsync(LogEntries("a"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "secret.txt"), "password\n");
        var before = Files();

        var (exitCode, output, error) = await RunAsync(sql.Replace("FOLDER", _folder, StringComparison.Ordinal));

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains("error INGOT8025: The query cannot be answered: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("password", error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Theory]
    [InlineData("--limit is 0; expected one row or more.", "--limit", "0")]
    [InlineData("--timeout is NaN; expected seconds", "--timeout", "NaN")]
    [InlineData("--json and --csv are two formats", "--json", "--csv")]
    public async Task A_wrong_option_is_named(string said, params string[] options)
    {
        var (exitCode, output, error) = await RunAsync("SELECT 1", options);

        Assert.Equal((2, string.Empty), (exitCode, output));
        Assert.Contains($"error INGOT8025: The query cannot be answered: {said}", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_takes_too_long_is_ended()
    {
        await FillAsync(LogEntries("a"));

        var (exitCode, _, error) = await RunAsync("SELECT sum(hash(a.range * b.range)) FROM range(1000000) a, range(1000000) b", "--timeout", "0.3");

        Assert.Equal(2, exitCode);
        Assert.Contains("it takes longer than 0.3 s.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_is_named_and_the_others_are_read()
    {
        await FillAsync(LogEntries("a"));
        var damaged = Path.Combine(Path.GetDirectoryName(Files().First(f => f.EndsWith(".parquet", StringComparison.Ordinal) && f.Contains("predictions", StringComparison.Ordinal)))!, "z.parquet");
        await File.WriteAllTextAsync(damaged, "PAR1 and no more");

        var (exitCode, output, error) = await RunAsync("SELECT count(*) AS n FROM predictions", "--csv");

        Assert.Equal((0, "n\n3\n"), (exitCode, output));
        Assert.Contains($"{damaged}: warning INGOT8010", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_without_files_has_empty_views_and_no_folder_is_an_error()
    {
        Directory.CreateDirectory(Log);
        Assert.Equal("n,m,k\n0,0,0\n", await PassAsync("SELECT (SELECT count(*) FROM predictions) AS n, (SELECT count(ingot_label) FROM labels) AS m, (SELECT count(ingot_label_value) FROM labelled) AS k", "--csv"));
        Directory.Delete(Log);
        Assert.Contains("error INGOT8021", (await RunAsync("SELECT 1")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--csv")]
    [InlineData("--limit=1000")]
    public async Task What_was_logged_reaches_no_terminal_as_a_command(string format)
    {
        await FillAsync([.. HostileTexts.All.SelectMany(t => LogEntries(t.Replace("\0", " ", StringComparison.Ordinal)))]);

        var (exitCode, output, error) = await RunAsync("SELECT contract AS \"##vso[task.setvariable variable=a]b\", * FROM predictions", format);

        Assert.Equal(0, exitCode);
        Assert.Empty(HostileTexts.Left(output).Concat(HostileTexts.Left(error)));
    }

    /// <summary>The examples of docs/monitor.md are what they say.</summary>
    [Fact]
    public async Task The_examples_of_the_page_run()
    {
        await FillAsync(LogEntries("Two year"));
        var page = await File.ReadAllTextAsync(Path.Combine(Root, "docs", "monitor.md"));
        var examples = Example().Matches(page).Select(m => m.Groups["sql"].Value).ToList();

        Assert.True(examples.Count >= 3);
        foreach (var sql in examples)
        {
            Assert.NotEqual(string.Empty, await PassAsync(sql));
        }
    }

    [GeneratedRegex("^dotnet ingot log query \"(?<sql>[^\"]+)\"", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Example();

    private static List<PredictionEntry> LogEntries(string contract) =>
    [
        .. Enumerable.Range(0, 3).Select(n => new PredictionEntry
        {
            Id = $"r{n}",
            Timestamp = Noon.AddMinutes(n),
            Latency = TimeSpan.FromMilliseconds(n + 1),
            Rows = 1,
            Channel = contract,
            Inputs = [new("tenure", new[] { (float)n }), new("contract", new[] { contract })],
            Outputs = [new("predicted_label", new[] { "No" }), new("score", new[] { 0f }), new("probability", new[] { n / 4f })],
        }),
    ];

    private async Task FillAsync(IEnumerable<PredictionEntry> entries)
    {
        await using var log = new PredictionLog(new PredictionLogOptions { Folder = Log });
        var model = log.Open("Contoso.Churn", "1.0.0", Schema);
        Assert.All(entries, e => Assert.True(model.TryAdd(e)));
        Assert.True(model.TryAdd(new FeedbackEntry { Id = "r1", Label = "No" }));
        Assert.True(model.TryAdd(new FeedbackEntry { Id = "r1", Label = "Yes" }));
        Assert.True(model.TryAdd(new FeedbackEntry { Id = "r2", Label = "No" }));
    }

    private List<string> Files() => [.. Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    private async Task<string> PassAsync(string sql, params string[] options)
    {
        var (exitCode, output, error) = await RunAsync(sql, options);
        Assert.True(exitCode == 0, $"{sql}: {error}");
        return output;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(string sql, params string[] options)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var parsed = RootCommandFactory.Create().Parse(["log", "query", sql, "--log", Log, .. options]);
        Assert.Empty(parsed.Errors);
        var exitCode = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error });
        return (exitCode, output.ToString(), error.ToString());
    }
}
