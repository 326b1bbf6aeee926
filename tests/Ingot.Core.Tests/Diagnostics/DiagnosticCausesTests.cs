using Ingot.Core.Diagnostics;

namespace Ingot.Core.Tests.Diagnostics;

public class DiagnosticCausesTests
{
    [Fact]
    public void A_code_s_stage_tells_its_cause_with_few_exceptions()
    {
        var byStage = DiagnosticCatalog.All.ToLookup(d => (Stage: d.Code[5], Cause: DiagnosticCauses.Of(d.Code)), d => d.Code);

        Assert.Equal(["INGOT2101"], byStage[('2', DiagnosticCause.Model)]);
        Assert.Equal(["INGOT6043"], byStage[('6', DiagnosticCause.Machine)]);
        Assert.Equal(["INGOT8032", "INGOT8033", "INGOT8034", "INGOT8037"], byStage[('8', DiagnosticCause.Model)]);
        Assert.Equal(["INGOT7008"], byStage[('7', DiagnosticCause.Machine)]);
        Assert.Equal(["INGOT8052"], byStage[('8', DiagnosticCause.Machine)]);
        Assert.Equal([.. Enumerable.Range(9021, 8).Select(c => $"INGOT{c}"), "INGOT9204", "INGOT9205", "INGOT9305"], byStage[('9', DiagnosticCause.Input)]);
        Assert.Equal(
            [
                ('1', DiagnosticCause.Input), ('2', DiagnosticCause.Input), ('2', DiagnosticCause.Model), ('3', DiagnosticCause.Input),
                ('4', DiagnosticCause.Model), ('6', DiagnosticCause.Input), ('6', DiagnosticCause.Machine), ('7', DiagnosticCause.Input),
                ('7', DiagnosticCause.Machine), ('8', DiagnosticCause.Input), ('8', DiagnosticCause.Model), ('8', DiagnosticCause.Machine), ('9', DiagnosticCause.Input), ('9', DiagnosticCause.Machine),
            ],
            byStage.Select(g => g.Key).OrderBy(k => k.Stage).ThenBy(k => k.Cause == DiagnosticCause.Input ? 0 : 1));
    }

    [Theory]
    [InlineData("CS1002", DiagnosticCause.Input)]
    [InlineData("MSB4018", DiagnosticCause.Input)]
    [InlineData("INGOT9999", DiagnosticCause.Machine)]
    [InlineData("INGOT4999", DiagnosticCause.Model)]
    public void Codes_that_this_version_does_not_know_have_a_cause_too(string code, DiagnosticCause expected) =>
        Assert.Equal(expected, DiagnosticCauses.Of(code));
}
