using Ingot.Core.Diagnostics;
using Ingot.Core.Specs;
using Ingot.Training.MLNet;

namespace Ingot.Training.Tests;

public class CancellableFitTests
{
    private static readonly TrainerSpec Trainer = new("FastTree", new Dictionary<string, string>(), new SourceLocation("Test.csproj", 9));

    [Fact]
    public void What_the_learner_itself_refuses_has_its_words()
    {
        var error = Assert.Throws<IngotException>(() => CancellableFit.Run<int>(
            Trainer, () => throw new InvalidOperationException("Training set has 0 instances."), new Silence(), CancellationToken.None));

        Assert.Equal(("INGOT2004", 9), (error.Diagnostic.Code, error.Diagnostic.Location.Line));
        Assert.Equal("ML.NET's FastTree refused: Training set has 0 instances. Correct the trainer's parameters or the data.", error.Diagnostic.Message);
    }

    [Fact]
    public void What_is_a_fault_of_the_code_is_not_taken_for_a_refusal() => Assert.Throws<NotSupportedException>(
        () => CancellableFit.Run<int>(Trainer, () => throw new NotSupportedException(), new Silence(), CancellationToken.None));
}
