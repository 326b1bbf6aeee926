using Ingot.Pipeline;
using Ingot.Tool.Workers;

namespace Ingot.Tool.Tests;

public class MSBuildResultTests
{
    [Fact]
    public void A_failed_gate_is_exit_code_1_and_keeps_its_place()
    {
        var result = MSBuildResult.From(1, ["/r/Churn.csproj(17,5): error INGOT4002: AUC fell. More: dotnet ingot explain INGOT4002 [/r/Churn.csproj]"]);

        Assert.Equal(StageOutcome.GateFailed, result.Outcome);
        Assert.Equal(
            new MSBuildDiagnostic("error", "INGOT4002", "AUC fell.", "/r/Churn.csproj", 17, 5) { Help = "dotnet ingot explain INGOT4002" },
            Assert.Single(result.Diagnostics));
    }

    [Theory]
    [InlineData("/r/Churn.csproj(17,5): error INGOT4002: AUC fell. More: dotnet ingot explain INGOT4002")]
    [InlineData("Churn.cs(1,2): warning CS1591: Missing XML comment.")]
    public void A_diagnostic_is_written_as_MSBuild_wrote_it(string line) =>
        Assert.Equal(line, Assert.Single(MSBuildResult.From(1, [$"  {line} [/r/Churn.csproj]"]).Diagnostics).ToString());

    [Theory]
    [InlineData("INGOT2101", StageOutcome.GateFailed)]
    [InlineData("INGOT2001", StageOutcome.BadInput)]
    [InlineData("INGOT1005", StageOutcome.BadInput)]
    [InlineData("CS1002", StageOutcome.BadInput)]
    [InlineData("INGOT9002", StageOutcome.Infrastructure)]
    [InlineData("INGOT9999", StageOutcome.Infrastructure)]
    [InlineData("INGOT6043", StageOutcome.Infrastructure)]
    [InlineData("INGOT3042", StageOutcome.BadInput)]
    public void Other_errors_have_exit_codes_of_their_own(string code, StageOutcome expected) =>
        Assert.Equal(expected, MSBuildResult.From(1, [$"a.csproj(1,1): error {code}: Wrong. [a.csproj]"]).Outcome);

    [Fact]
    public void A_warning_does_not_fail_and_the_same_line_counts_once()
    {
        const string line = "a.csproj(2,3): warning INGOT1020: Leakage. [a.csproj]";

        var result = MSBuildResult.From(0, [line, line]);

        Assert.Equal(StageOutcome.Passed, result.Outcome);
        Assert.Single(result.Diagnostics);
    }
}
