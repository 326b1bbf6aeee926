using Ingot.Core.Diagnostics;

namespace Ingot.Data.Tests;

public sealed class LeakageTests : IDisposable
{
    private readonly DataFolder _data = new();

    public LeakageTests()
    {
        _data.Write("train.csv", DataFolder.Plain);
        _data.Write("reference.csv", "usage,plan,left\n1.50,a,Yes\n1.5,a,No\n7,b,No\n8,b,No\n");
    }

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Rows_that_are_equal_in_every_column_are_counted()
    {
        _data.Spec = _data.Spec with { MaxLeakage = 0.25 };
        _data.Succeed();
        var found = Assert.Single(_data.Found);
        Assert.Equal(("INGOT1013", DiagnosticSeverity.Warning, 8), (found.Code, found.Severity, found.Location.Line));
        Assert.StartsWith("1 of 4 reference rows (25.0 %) is also in the training data; at most 25 % may.", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Beyond_MaxLeakage_it_is_an_error_and_nothing_is_written()
    {
        _data.Spec = _data.Spec with { MaxLeakage = 0.24 };
        Assert.Equal("INGOT1013", _data.Fail().Code);
        Assert.False(File.Exists(_data.Spec.SchemaFile));
    }
}
