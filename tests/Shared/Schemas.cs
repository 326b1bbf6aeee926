using Ingot.Core.Schemas;

namespace Ingot.Tests.Shared;

/// <summary>Schemas to write clients of.</summary>
internal static class Schemas
{
    /// <summary>Some columns of data/telco, and one of each type that it lacks.</summary>
    public static ModelSchema Churn { get; } = Binary(
        Number("tenure", min: 0, max: 72),
        Text("contract", 0, "Month-to-month", "One year", "Two year"),
        Text("payment_method", 1, "Bank transfer (automatic)", "Electronic check", "Mailed check") with { MinFraction = 1 },
        Number("total_charges", min: 0),
        Number("account_number") with { Precision = NumberPrecision.Float64, MinFraction = 1 },
        Of("paperless_billing", ColumnType.Boolean) with { MinFraction = 1 },
        Of("senior", ColumnType.Boolean),
        Of("joined", ColumnType.Date) with { MinFraction = 1 },
        Of("last_call", ColumnType.Date),
        Of("customer_id", ColumnType.String) with { Role = ColumnRole.Entity });

    public static ModelSchema Binary(params SchemaColumn[] columns) => new()
    {
        Task = ModelTask.BinaryClassification,
        PositiveClass = "Yes",
        Columns = [Label("churn", "No", "Yes"), .. columns],
    };

    public static ModelSchema Multiclass(IReadOnlyList<string> classes, params SchemaColumn[] columns) => new()
    {
        Task = ModelTask.MulticlassClassification,
        Columns = [Label("kind", [.. classes]), .. columns],
    };

    public static ModelSchema Regression(params SchemaColumn[] columns) => new()
    {
        Task = ModelTask.Regression,
        Columns = [new SchemaColumn { Name = "price", Type = ColumnType.Number, Role = ColumnRole.Label }, .. columns],
    };

    public static ModelSchema Anomalies(params SchemaColumn[] columns) => new() { Task = ModelTask.AnomalyDetection, Columns = columns };

    public static ModelSchema Clusters(params SchemaColumn[] columns) => new() { Task = ModelTask.Clustering, Columns = columns };

    public static SchemaColumn Of(string name, ColumnType type) => new() { Name = name, Type = type, Role = ColumnRole.Feature };

    public static SchemaColumn Number(string name, double? min = null, double? max = null) =>
        Of(name, ColumnType.Number) with { Min = min, Max = max };

    public static SchemaColumn Text(string name, double mass, params string[] domain) =>
        Of(name, ColumnType.String) with { Domain = domain, MinDomainMass = mass };

    private static SchemaColumn Label(string name, params string[] classes) =>
        new() { Name = name, Type = ColumnType.String, Role = ColumnRole.Label, Domain = classes, MinDomainMass = 1 };
}
