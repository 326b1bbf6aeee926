using Ingot.Releases.Validation;

namespace Ingot.Releases.Tests;

/// <summary>What the process does that <see cref="Validation.TrialWorkerTests"/> start: it tries a model as an application's would.</summary>
internal static class Program
{
    public const string Verb = "try-model";

    public static int Main(string[] arguments) => arguments is [Verb] ? TrialWorker.Run() : 2;
}
