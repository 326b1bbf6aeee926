using System.Reflection;
using Microsoft.ML;

namespace Ingot.Training.MLNet;

/// <summary>The version of ML.NET that is here, as its package says it: its assemblies are all 1.0.0.</summary>
internal static class MLNetVersion
{
    /// <summary>Such as <c>5.0.1</c>.</summary>
    public static string Text { get; } = typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? string.Empty;
}
