using Ingot.Core.Diagnostics;
using Ingot.Core.Importances;

namespace Ingot.Core.Tests.Importances;

public class ImportanceFileTests
{
    private static readonly ImportanceReport Report = new()
    {
        Metric = "AUC",
        Value = 0.85,
        Rows = 500,
        ReferenceRows = 1409,
        Repeats = 5,
        Seed = 1,
        FeaturesLeftOut = 2,
        Features = [new FeatureImportance("tenure", 0.0359, 0.0298, 0.042), new FeatureImportance("idle", 0, double.NaN, double.NaN)],
    };

    [Fact]
    public void It_is_read_as_it_was_written()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, ImportanceFile.ToJson(Report));
            var read = ImportanceFile.Read(file);

            Assert.Equal(Report.Features, read.Features);
            Assert.Equal(Report, read with { Features = Report.Features });
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Its_keys_are_in_a_fixed_order_and_what_is_undefined_is_null()
    {
        var json = ImportanceFile.ToJson(Report with { Value = double.NaN, Features = [Report.Features[1]] });

        Assert.Equal(
            """
            {
              "metric": "AUC",
              "value": null,
              "rows": 500,
              "referenceRows": 1409,
              "repeats": 5,
              "seed": 1,
              "featuresLeftOut": 2,
              "features": [
                {
                  "name": "idle",
                  "importance": 0,
                  "low": null,
                  "high": null
                }
              ]
            }
            """,
            json);
    }

    [Fact]
    public void A_damaged_file_is_an_error_with_a_code()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "{ \"metric\": ");
            Assert.Equal("INGOT9006", Assert.Throws<IngotException>(() => ImportanceFile.Read(file)).Diagnostic.Code);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
