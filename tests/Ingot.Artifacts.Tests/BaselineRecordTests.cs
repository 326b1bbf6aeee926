namespace Ingot.Artifacts.Tests;

/// <summary>What restore wrote down of the baseline: believed only where it answers the very question that is asked now.</summary>
public sealed class BaselineRecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.At("obj/baseline.txt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_resolved_is_read_again_whatever_the_case_of_id_and_question()
    {
        BaselineRecord.Write(File, "Contoso.Churn", " latest ", "1.3.0");

        Assert.Equal("1.3.0", BaselineRecord.TryRead(File, "contoso.churn", "Latest "));
        Assert.Equal(["1.3.0"], BaselineRecord.TryReadAll(File, "Contoso.Churn", "latest"));
        Assert.Null(BaselineRecord.TryRead(File, "Contoso.Fraud", "latest"));
        Assert.Null(BaselineRecord.TryRead(File, "Contoso.Churn", "best"));
    }

    [Fact]
    public void Several_versions_keep_their_order_and_are_spelt_as_NuGet_does()
    {
        BaselineRecord.Write(File, "Contoso.Churn", "best", "1.0", "1.1.0.0", "2.0.0-beta.1+abc");

        Assert.Equal(["1.0.0", "1.1.0", "2.0.0-beta.1"], BaselineRecord.TryReadAll(File, "Contoso.Churn", "best"));
        Assert.Equal("1.0.0", BaselineRecord.TryRead(File, "Contoso.Churn", "best"));
    }

    [Fact]
    public void No_release_yet_is_another_answer_than_no_record()
    {
        BaselineRecord.Write(File, "Contoso.Churn", "latest");

        Assert.Equal(string.Empty, BaselineRecord.TryRead(File, "Contoso.Churn", "latest"));
        Assert.Equal([], BaselineRecord.TryReadAll(File, "Contoso.Churn", "latest"));
        Assert.Null(BaselineRecord.TryRead(_folder.At("none.txt"), "Contoso.Churn", "latest"));
        Assert.Null(BaselineRecord.TryReadAll(_folder.At("none.txt"), "Contoso.Churn", "latest"));
    }

    [Theory]
    [InlineData("ingot-baseline 1\nContoso.Churn\nlatest\n1.3.0\n", "1.3.0")]
    [InlineData("ingot-baseline 2\nContoso.Churn\nlatest\n1.3.0\n", null)]
    [InlineData("ingot-baseline 1\nContoso.Churn\nlatest\n", null)]
    [InlineData("ingot-baseline 1\nContoso.Churn\nlatest\n1.3.0\nmore\n", null)]
    [InlineData("ingot-baseline 1\nContoso.Churn\nlatest\n1.3.0;the last\n", null)]
    [InlineData("", null)]
    public void A_record_of_another_form_is_none(string text, string? version)
    {
        _folder.Write("obj/baseline.txt", text);

        Assert.Equal(version, BaselineRecord.TryRead(File, "Contoso.Churn", "latest"));
    }
}
