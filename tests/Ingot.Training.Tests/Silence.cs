using Ingot.Core.Diagnostics;

namespace Ingot.Training.Tests;

/// <summary>Progress that nobody hears, but for who asks to be told of each message.</summary>
internal sealed class Silence(Action<string>? heard = null) : IStageProgress
{
    public void Report(string message, double? fraction = null) => heard?.Invoke(message);
}
