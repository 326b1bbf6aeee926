using Ingot.Core.Gates;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;

namespace Ingot.Tool.Tests;

/// <summary>A project whose target of the stage Monitor leaves a report behind, as the stage does, and ends as it does. It would fail if it saw the secret.</summary>
internal static class MonitoredProject
{
    /// <summary>Writes it.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="outcome">What its one gate decides.</param>
    public static async Task WriteAsync(string folder, GateOutcome outcome)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "next.json"), MonitorReportFile.ToJson(Report(outcome)));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Churn.csproj"),
            $"""
            <Project>
              <!-- Not Ingot.Sdk: what the verb knows of it. -->
              <PropertyGroup>
                <IngotFolder>$(MSBuildProjectDirectory)/obj/ingot/</IngotFolder>
                <ModelName>Churn</ModelName>
                <PackageId>Contoso.Churn</PackageId>
              </PropertyGroup>
              <Target Name="MonitorModel">
                <Error Condition="'$(INGOT_ALERT_WEBHOOK)$(INGOT_ALERT_SLACK)' != ''" Text="The build sees a secret." />
                <Error Condition="'$(Broken)' == 'true'" Code="INGOT8021" Text="value of a row" />
                <Copy SourceFiles="next.json" DestinationFiles="$(IngotFolder)monitor/monitor.json.tmp" />
                <Delete Files="$(IngotFolder)monitor/monitor.json" />
                <WriteLinesToFile File="$(IngotFolder)monitor/monitor.json" Lines="$([System.IO.File]::ReadAllText('$(IngotFolder)monitor/monitor.json.tmp').Replace(';', '%3B'))" />
                <Error Condition="'{outcome}' == 'Failed'" Code="INGOT8032" Text="AUC fell." />
              </Target>
            </Project>
            """);
    }

    private static MonitorReport Report(GateOutcome outcome) => new()
    {
        Model = "Churn",
        Package = "Contoso.Churn",
        Task = ModelTask.BinaryClassification,
        Reference = new MonitorReference("the project's own build", "1.4.0", 1000),
        From = DateTimeOffset.UnixEpoch,
        Before = DateTimeOffset.UnixEpoch.AddDays(30),
        Rows = 100,
        Labelled = 10,
        Versions = [new("1.4.0", 100, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch)],
        Measurements = [],
        Drift = [],
        Chunks = [],
        Notes = [],
        Verdicts = [new Verdict { Gate = "AUC Min=0.80", Outcome = outcome, Message = "m", Value = 0.7, Threshold = 0.8 }],
    };
}
