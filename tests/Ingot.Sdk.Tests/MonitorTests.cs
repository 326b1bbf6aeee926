namespace Ingot.Sdk.Tests;

/// <summary>Monitoring is a stage that runs whenever it is asked for, and its failed gates are errors at their lines.</summary>
public sealed class MonitorTests(SdkFixture fixture) : IClassFixture<SdkFixture>
{
    [Fact]
    public void It_builds_the_model_when_it_must_and_runs_each_time_it_is_asked_for()
    {
        var model = new TinyModel(fixture);
        model.AddItems(
            "<MonitorGate Include=\"Drift\" Max=\"0.5\" />",
            "<MonitorData Include=\"served.csv\" Timestamp=\"at\" TimestampUnit=\"Seconds\" Id=\"i\" Row=\"r\" RowVersion=\"v\" Channel=\"c\" Status=\"s\" Latency=\"l\" TrueLabel=\"y\" Labelled=\"t\" LabelFiles=\"f\" Outputs=\"score=p\" Features=\"x=z\" />",
            "<ExpectedPrediction Include=\"a row\" Values=\"x=1\" ExpectedLabel=\"1\" />");
        var variables = new Dictionary<string, string> { ["GITHUB_STEP_SUMMARY"] = model.At("summary.md") };

        var first = model.Run(null, variables, "build", "-t:MonitorModel", "-restore", "-p:ModelMonitorLog=log");
        Assert.True(first.ExitCode == 0, first.Output);
        Assert.Equal("prepare train evaluate gate export monitor", first.Stages);
        Assert.Contains("The page of what was served is " + Path.Combine(model.Folder, "obj", "Debug", "ingot", "monitor", "Tiny.monitor.html"), first.Output, StringComparison.Ordinal);
        Assert.Contains("### Tiny in production of log", File.ReadAllText(model.At("summary.md")), StringComparison.Ordinal);

        // Every metadata arrives: MSBuild keeps an attribute called Label to itself.
        var said = File.ReadAllText(model.At("obj/Debug/ingot/project.json"));
        Assert.All(
            new[] { "Timestamp", "TimestampUnit", "Id", "Row", "RowVersion", "Channel", "Status", "Latency", "TrueLabel", "Labelled", "LabelFiles", "Outputs", "Features", "ExpectedLabel" },
            name => Assert.Contains($"\"{name}\": ", said, StringComparison.Ordinal));

        model.Replace("Max=\"0.5\"", "Max=\"0.01\"");
        var second = model.Run(null, "build", "-t:MonitorModel", "--no-restore", "-p:ModelMonitorLog=log");
        Assert.Equal(1, second.ExitCode);
        Assert.Contains("Tiny.csproj(12,5): error INGOT8034: drifted", second.Output, StringComparison.Ordinal);

        // What serves may be another version than the project's: then nothing is built.
        Directory.Delete(model.At("obj/Debug/ingot"), recursive: true);
        var third = model.Run(null, "build", "-t:MonitorModel", "--no-restore", "-p:ModelMonitorLog=log", "-p:ModelMonitorReference=evidence");
        Assert.Equal((1, "monitor"), (third.ExitCode, third.Stages));

        // What would not arrive is said.
        model.Replace("TrueLabel=\"y\"", "Label=\"y\"");
        model.Replace("ExpectedLabel=\"1\"", "Label=\"1\"");
        var fourth = model.Run(null, "build", "-t:MonitorModel", "--no-restore", "-p:ModelMonitorLog=log", "-p:ModelMonitorReference=evidence");
        Assert.Equal((1, string.Empty), (fourth.ExitCode, fourth.Stages));
        Assert.Contains("error INGOT1001: The MonitorData 'served.csv' has the attribute Label=\"y\", which MSBuild keeps to itself: nothing of Ingot ever sees it. Expected TrueLabel; rename the attribute.", fourth.Output, StringComparison.Ordinal);
        Assert.Contains("Expected ExpectedLabel", fourth.Output, StringComparison.Ordinal);
    }
}
