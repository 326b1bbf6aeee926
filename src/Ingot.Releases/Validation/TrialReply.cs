using System.Runtime.InteropServices;

namespace Ingot.Releases.Validation;

/// <summary>How a trial ended, told by the process that made it.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Message">What was wrong; empty when nothing was.</param>
/// <param name="Answers">The answers, as the bytes of their floats: JSON has no NaN.</param>
internal sealed record TrialReply(TrialOutcome Outcome, string Message, byte[] Answers)
{
    public static TrialReply Of(float[] answers) => new(TrialOutcome.Answered, string.Empty, MemoryMarshal.AsBytes(answers.AsSpan()).ToArray());

    public static TrialReply Of(TrialOutcome outcome, string message) => new(outcome, message, []);

    public float[] ToScores() => MemoryMarshal.Cast<byte, float>(Answers).ToArray();
}
