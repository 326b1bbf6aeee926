using Ingot.Core.Drift;
using Ingot.Core.Monitoring;
using Ingot.Core.Schemas;
using Ingot.Core.Specs;
using Ingot.Tests.Shared;
using Ingot.Tool.Serving.Monitoring;

namespace Ingot.Tool.Tests;

/// <summary>What a package says of its monitoring becomes a project that the stage can read, whatever the package says.</summary>
public sealed class MonitorProjectTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-monitor-project-").FullName;

    public MonitorProjectTests() => File.WriteAllText(Path.Combine(_folder, "Model.schema.json"), SchemaFile.ToJson(TestPackage.Schema));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_gates_are_those_of_the_package()
    {
        var spec = Read(Plan("Churn"), "/log");

        Assert.Equal(("Churn", "Contoso.Churn", "churn", "/log", false), (spec.Name, spec.PackageId, spec.Label, spec.Monitor.Log, spec.Monitor.IsInDatabase));
        Assert.Equal(("production", DriftThresholdMode.Both, 7, 0.25), (spec.Monitor.Channel, spec.DriftThreshold, spec.Seed, spec.ClassificationThreshold));
        Assert.Equal(["1.4.0"], spec.Monitor.Versions);
        Assert.Equal(_folder, spec.Monitor.Reference);
        Assert.Equal(["contract"], spec.Slices.Select(s => s.Name));
        var gate = Assert.Single(spec.MonitorGates);
        Assert.Equal(("AUC", "contract=Two year", "0.7", GatePolicy.NonInferior), (gate.Name, gate.Slice, gate.Min, gate.Policy));
    }

    [Fact]
    public void A_log_in_a_database_is_said_without_naming_it()
    {
        var spec = Read(Plan("Churn"), null);

        Assert.True(spec.Monitor.IsInDatabase);
        Assert.Null(spec.Monitor.Log);
    }

    /// <summary>The name is a part of the names of files.</summary>
    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\0b")]
    [InlineData("")]
    [InlineData("nul:")]
    public void A_name_that_leads_elsewhere_is_not_taken(string name) => Assert.Equal("Contoso.Churn", Read(Plan(name), "/log").Name);

    private ModelSpec Read(MonitorPlan plan, string? log)
    {
        var path = Path.Combine(_folder, "project.json");
        MonitorProject.Write(path, plan, _folder, new MonitorJob("Contoso.Churn", "production", "1.4.0", "hash"), log);
        return ModelSpecReader.Read(ProjectDocument.Read(path));
    }

    private static MonitorPlan Plan(string model) => new()
    {
        Model = model,
        Package = "Contoso.Another",
        Seed = 7,
        ClassificationThreshold = 0.25,
        DriftThreshold = DriftThresholdMode.Both,
        Gates = [new("AUC", null, "contract=Two year", null, "0.7", null, null, GatePolicy.NonInferior)],
        Slices = ["contract"],
        LeftOut = [],
    };
}
