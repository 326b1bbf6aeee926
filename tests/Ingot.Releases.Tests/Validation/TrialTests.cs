using System.Text;
using System.Text.Json.Nodes;
using Ingot.Core.Diagnostics;
using Ingot.Core.Schemas;
using Ingot.Releases.Packages;
using Ingot.Releases.Signing;
using Ingot.Releases.Validation;
using Ingot.Tests.Shared;

namespace Ingot.Releases.Tests.Validation;

/// <summary>A trial in this process, what the two processes of one tell each other, and what a package's verification makes of it.</summary>
public sealed class TrialTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ingot-trial-tests-").FullName;

    private static GoldenRow Row => new(3, new JsonObject { ["tenure"] = 3.0, ["contract"] = "Two year", ["senior"] = null }, [0.5f]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_tried_arrives_as_it_was_sent()
    {
        using var pipe = new MemoryStream();
        TrialExchange.Write(pipe, new TrialSubject("ä.nupkg", [1, 2, 3], TestPackage.Schema, [Row]), 123_456_789_012);
        pipe.WriteByte(77);
        pipe.Position = 0;

        var (subject, memory) = TrialExchange.Read(pipe);

        Assert.Equal(("ä.nupkg", 123_456_789_012), (subject.Name, memory));
        Assert.Equal([1, 2, 3], subject.Onnx);
        Assert.Equal(SchemaFile.ToJson(TestPackage.Schema), SchemaFile.ToJson(subject.Schema));
        Assert.Equal(3, Assert.Single(subject.Rows).Row);
        Assert.Equal(Row.Inputs.ToJsonString(), subject.Rows[0].Inputs.ToJsonString());

        // Nothing behind it was read: by the end of the stream a process knows that the other is gone.
        Assert.Equal(77, pipe.ReadByte());
    }

    [Fact]
    public void A_message_that_ends_too_early_is_none()
    {
        using var pipe = new MemoryStream();
        TrialExchange.Write(pipe, new TrialSubject("x", [1, 2, 3], TestPackage.Schema, [Row]), 1);
        using var half = new MemoryStream(pipe.ToArray()[..^1]);

        Assert.Throws<EndOfStreamException>(() => TrialExchange.Read(half));
    }

    [Fact]
    public void A_reply_is_one_line_and_keeps_every_bit_of_the_answers()
    {
        float[] answers = [0.1f, float.NaN, float.NegativeInfinity, -0f, float.Epsilon];
        var line = TrialExchange.Write(TrialReply.Of(answers));

        Assert.DoesNotContain('\n', line);
        Assert.Equal(answers.Select(BitConverter.SingleToInt32Bits), TrialExchange.Read(line)!.ToScores().Select(BitConverter.SingleToInt32Bits));
        var refused = TrialExchange.Read(TrialExchange.Write(TrialReply.Of(TrialOutcome.NotLoaded, "two\nlines")))!;
        Assert.Equal((TrialOutcome.NotLoaded, "two\nlines"), (refused.Outcome, refused.Message));
        Assert.Empty(refused.ToScores());
        Assert.Null(TrialExchange.Read(line["trial: ".Length..]));
        Assert.Null(TrialExchange.Read(" " + line));
    }

    [Fact]
    public void A_model_is_asked_for_its_rows_and_without_rows_only_loaded()
    {
        var package = Package();
        var subject = new TrialSubject(package.Path, package.Onnx, package.Schema, package.Golden!.Rows);
        var trial = new InProcessTrial(new TrialLimits());

        Assert.Equal(package.Golden.Rows.Select(r => r.Scores[0]), trial.Answer(subject, CancellationToken.None), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Empty(trial.Answer(subject with { Rows = [] }, CancellationToken.None));
        Assert.Throws<ArgumentNullException>(() => trial.Answer(null!, CancellationToken.None));
    }

    [Fact]
    public void A_model_that_takes_too_long_is_stopped_between_two_of_its_nodes()
    {
        var subject = new TrialSubject("slow.nupkg", HostileModels.Slow(), TestPackage.Schema, [Row]);
        var found = Assert.Throws<IngotException>(() => new InProcessTrial(new TrialLimits { Time = TimeSpan.FromSeconds(0.5) }).Answer(subject, CancellationToken.None)).Diagnostic;

        Assert.Equal("INGOT9026", found.Code);
        Assert.StartsWith("The model had not loaded and answered its 1 golden row after 0.5 seconds", found.Message, StringComparison.Ordinal);
        using var stop = new CancellationTokenSource(200);
        Assert.ThrowsAny<OperationCanceledException>(() => new InProcessTrial(new TrialLimits()).Answer(subject, stop.Token));
    }

    [Fact]
    public void A_model_that_loads_and_does_not_run_says_so()
    {
        var refused = Assert.Throws<InvalidDataException>(() => new InProcessTrial(new TrialLimits()).Answer(new TrialSubject("x", HostileModels.Broken(), TestPackage.Schema, [Row]), CancellationToken.None));

        Assert.StartsWith("The ONNX model loads, but does not run: ", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    /// <summary>What the other process makes of each end.</summary>
    [Fact]
    public void Each_end_of_a_trial_has_its_reply()
    {
        var package = Package();
        var subject = new TrialSubject(package.Path, package.Onnx, package.Schema, package.Golden!.Rows);

        var answered = TrialWorker.Try(subject);
        Assert.Equal((TrialOutcome.Answered, string.Empty, 4), (answered.Outcome, answered.Message, answered.ToScores().Length));
        var unloaded = TrialWorker.Try(subject with { Onnx = [1, 2, 3] });
        Assert.Equal(TrialOutcome.NotLoaded, unloaded.Outcome);
        Assert.Contains("cannot load the model", unloaded.Message, StringComparison.Ordinal);
        var broken = TrialWorker.Try(subject with { Onnx = HostileModels.Broken() });
        Assert.Equal(TrialOutcome.NotAnswered, broken.Outcome);
        Assert.StartsWith("The ONNX model loads, but does not run: ", broken.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("std::bad_alloc", true)]
    [InlineData("Exception during initialization: bad allocation", true)]
    [InlineData("Failed to allocate memory for requested buffer of size 1600000000", true)]
    [InlineData("Memory Allocation Failed", true)]
    [InlineData("Invalid rank for input: tenure", false)]
    public void What_ONNX_Runtime_says_of_memory_is_known(string said, bool isOfMemory) => Assert.Equal(isOfMemory, TrialWorker.IsOfMemory(said));

    [Fact]
    public void The_package_s_model_and_rows_are_tried_and_the_answers_compared()
    {
        var package = Package();
        using var stop = new CancellationTokenSource();
        var trial = new FakeTrial((subject, cancellation) =>
        {
            Assert.Equal((package.Path, package.Onnx, package.Golden!.Rows), (subject.Name, subject.Onnx, subject.Rows));
            Assert.Same(package.Schema, subject.Schema);
            Assert.Equal(stop.Token, cancellation);
            return [.. subject.Rows.SelectMany(r => r.Scores)];
        });

        Assert.Equal((PackageCheckOutcome.Passed, "The ONNX model gives the answers of 4 golden rows."), Answers(package, trial, stop.Token));

        var second = package.Golden!.Rows[1];
        trial = new FakeTrial((subject, _) => [.. subject.Rows.SelectMany(r => r.Row == second.Row ? [0.25f] : r.Scores)]);
        Assert.Equal(
            (PackageCheckOutcome.Failed, FormattableString.Invariant($"The ONNX model gives other answers for 1 of 4 golden rows, first for row {second.Row}: 0.25 instead of {second.Scores[0]}.")),
            Answers(package, trial));
    }

    [Fact]
    public void Of_rows_with_several_answers_the_first_with_another_one_is_named()
    {
        var wide = ModelPackage.Read(TestPackage.Write(_folder, "1.0.0", edit: files => files["evidence/golden.json"] =
            Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["evidence/golden.json"]).Replace("\"scores\": [", "\"scores\": [\n        0.125,", StringComparison.Ordinal))));
        var third = wide.Golden!.Rows[2];
        Assert.Equal(2, third.Scores.Count);

        Assert.Equal(PackageCheckOutcome.Passed, Answers(wide, new FakeTrial((subject, _) => [.. subject.Rows.SelectMany(r => r.Scores)])).Outcome);
        Assert.Equal(
            (PackageCheckOutcome.Failed, FormattableString.Invariant($"The ONNX model gives other answers for 2 of 4 golden rows, first for row {third.Row}: 9, {third.Scores[1]} instead of 0.125, {third.Scores[1]}.")),
            Answers(wide, new FakeTrial((subject, _) => [.. subject.Rows.SelectMany((r, i) => i < 2 ? r.Scores : [9, r.Scores[1]])])));
    }

    [Fact]
    public void A_trial_that_was_not_made_says_nothing_of_a_package()
    {
        var package = Package();
        Assert.Equal("INGOT9029", Assert.Throws<IngotException>(() => Answers(package, new ProcessTrial(["/nowhere/ingot"], new TrialLimits()))).Diagnostic.Code);
        Assert.Equal((PackageCheckOutcome.Failed, "The rows are none of its."), Answers(package, new FakeTrial((_, _) => throw new InvalidDataException("The rows are none of its"))));
        Assert.Equal((PackageCheckOutcome.Failed, "The rows are none of its."), Answers(package, new FakeTrial((_, _) => throw new InvalidDataException("The rows are none of its."))));
        Assert.Throws<OperationCanceledException>(() => Answers(package, new FakeTrial((_, _) => throw new OperationCanceledException())));
    }

    /// <summary>Models with control flow are tried only where they can be stopped.</summary>
    [Fact]
    public void Control_flow_is_tried_in_a_process_of_its_own_only()
    {
        var package = ModelPackage.Read(TestPackage.Write(_folder, "1.0.0", TestPackage.Schema, HostileModels.Endless(), [Row], 0.8));
        var tried = new FakeTrial((_, _) => [0.5f]);

        Assert.Equal((PackageCheckOutcome.Passed, "The ONNX model gives the answers of 1 golden row."), Answers(package, tried));
        Assert.StartsWith("INGOT9025: ", Answers(package, tried with { IsIsolated = false }).Message, StringComparison.Ordinal);
        Assert.StartsWith("INGOT9025: ", Answers(package, null).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_signature_is_shown_and_a_present_one_is_anothers_or_somebodys()
    {
        var check = PackageVerifier.Verify(Package(), null, KeyRing.Empty, requireSignature: false)[^1];

        Assert.Equal(new PackageCheck("signature", PackageCheckOutcome.Skipped, "The package is not signed: so nothing proves that nobody changed it."), check);
    }

    private static (PackageCheckOutcome Outcome, string Message) Answers(ModelPackage package, IModelTrial? trial, CancellationToken cancellation = default)
    {
        var check = PackageVerifier.Verify(package, trial, cancellation).Single(c => c.Name == "answers");
        return (check.Outcome, check.Message);
    }

    private ModelPackage Package() => ModelPackage.Read(TestPackage.Write(_folder, "1.0.0"));

    private sealed record FakeTrial(Func<TrialSubject, CancellationToken, float[]> Answers) : IModelTrial
    {
        public bool IsIsolated { get; init; } = true;

        public float[] Answer(TrialSubject subject, CancellationToken cancellation) => Answers(subject, cancellation);
    }
}
