using System.Reflection;

namespace Ingot.Core.Diagnostics;

/// <summary>All numbered messages. Each stage's stand in a class of its own beside this one.</summary>
public static class DiagnosticCatalog
{
    /// <summary>Every descriptor, by code.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
        [.. Classes.SelectMany(DescriptorsOf).OrderBy(d => d.Code, StringComparer.Ordinal)];

    private static Type[] Classes =>
    [
        typeof(PrepareDiagnostics),
        typeof(TrainDiagnostics),
        typeof(EvaluateDiagnostics),
        typeof(GateDiagnostics),
        typeof(BehaviourDiagnostics),
        typeof(PackageDiagnostics),
        typeof(ServeDiagnostics),
        typeof(MonitorDiagnostics),
        typeof(RetrainDiagnostics),
        typeof(SearchDiagnostics),
        typeof(AutomlDiagnostics),
        typeof(InfrastructureDiagnostics),
        typeof(RunDiagnostics),
        typeof(JobDiagnostics),
    ];

    private static IEnumerable<DiagnosticDescriptor> DescriptorsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(p => p.PropertyType == typeof(DiagnosticDescriptor))
            .Select(p => (DiagnosticDescriptor)p.GetValue(null)!);
}
