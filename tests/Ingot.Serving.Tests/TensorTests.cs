using System.Text;
using Ingot.Core.Schemas;
using Ingot.Serving.Requests;
using Ingot.Tests.Shared;

namespace Ingot.Serving.Tests;

/// <summary>How the tensors of <c>infer</c> become the model's inputs, and what is said of those that cannot.</summary>
public sealed class TensorTests(LoadedModels models) : IClassFixture<LoadedModels>
{
    private const string Behind = "parameters\": {\"binary_data_size\": ";

    private static ModelSchema Schema { get; } = TestPackage.Schema with
    {
        Columns =
        [
            TestPackage.Schema.Columns[0],
            TestPackage.Schema.Columns[1] with { Min = 0, Max = 72 },
            Feature("amount", ColumnType.Number),
            Feature("account", ColumnType.Number) with { Precision = NumberPrecision.Float64 },
            Feature("code", ColumnType.String) with { Domain = ["1", "2"] },
            Feature("senior", ColumnType.Boolean),
            Feature("left", ColumnType.Date),
            Feature(LoadedModels.Unused, ColumnType.Number),
        ],
    };

    [Theory]
    [InlineData("tenure", "FP32", "0", 0f)]
    [InlineData("tenure", "FP64", "72", 72f)]
    [InlineData("tenure", "FP32", "null", float.NaN)]
    [InlineData("amount", "FP32", "70000", 70000f)]
    [InlineData("amount", "FP16", "65519", 65519f)]
    [InlineData("amount", "UINT32", "16777216", 16777216f)]
    [InlineData("account", "FP64", "0.1", 0.1)]
    [InlineData("account", "FP16", "1.5", 1.5)]
    [InlineData("account", "FP64", "1e39", 1e39)]
    [InlineData("account", "INT64", "-9007199254740992", -9007199254740992.0)]
    [InlineData("code", "BYTES", "\"2\"", "2")]
    [InlineData("code", "BYTES", "\"\\u0032\"", "2")]
    [InlineData("code", "BYTES", "\"other\"", "other")]
    [InlineData("code", "BYTES", "null", null)]
    [InlineData("senior", "BOOL", "true", true)]
    [InlineData("senior", "INT8", "1", true)]
    [InlineData("senior", "FP32", "1.0", true)]
    [InlineData("senior", "FP32", "0", false)]
    [InlineData("left", "FP64", "-5e0", -5L)]
    [InlineData("left", "BOOL", "true", 1L)]
    [InlineData("left", "INT8", "-128", -128L)]
    [InlineData("left", "INT8", "127", 127L)]
    [InlineData("left", "INT16", "-32768", -32768L)]
    [InlineData("left", "INT16", "32767", 32767L)]
    [InlineData("left", "INT32", "-2147483648", -2147483648L)]
    [InlineData("left", "INT32", "2147483647", 2147483647L)]
    [InlineData("left", "INT64", "-9223372036854775808", long.MinValue)]
    [InlineData("left", "INT64", "9223372036854775807", long.MaxValue)]
    [InlineData("left", "UINT8", "255", 255L)]
    [InlineData("left", "UINT16", "65535", 65535L)]
    [InlineData("left", "UINT32", "4294967295", 4294967295L)]
    [InlineData("left", "UINT64", "9223372036854775807", long.MaxValue)]
    public void A_value_of_each_type_becomes_the_input_s_own(string name, string type, string json, object? expected)
    {
        var batch = Read(Tensor(name, type, json)).Batch;

        Assert.Equal(expected, batch.Column(batch.Signature.IndexOfInput(name)).GetValue(0));
    }

    [Theory]
    [InlineData("tenure", "FP32", "73", "Column 'tenure' has the value 73 in row 0; the model's schema allows 0 or more and 72 or less.")]
    [InlineData("tenure", "FP64", "-0.5", "Column 'tenure' has the value -0.5 in row 0; the model's schema allows 0 or more and 72 or less.")]
    [InlineData("tenure", "INT8", "73", "Column 'tenure' has the value 73 in row 0; the model's schema allows 0 or more and 72 or less.")]
    [InlineData("tenure", "FP32", "true", "Input 'tenure' has a truth value in row 0; its datatype is FP32.")]
    [InlineData("tenure", "BOOL", "1", "Input 'tenure' has a number in row 0; its datatype is BOOL.")]
    [InlineData("tenure", "BYTES", "\"1\"", "Input 'tenure' has the datatype BYTES; the model wants FP32.")]
    [InlineData("amount", "FP16", "65520", "Input 'amount' has a number in row 0; its datatype is FP16.")]
    [InlineData("amount", "FP64", "1e39", "Column 'amount' has a number in row 0 that is too large for FP32.")]
    [InlineData("amount", "INT32", "16777217", "Input 'amount' has a number in row 0 that FP32, the model's type, cannot hold exactly.")]
    [InlineData("account", "INT64", "9007199254740993", "Input 'account' has a number in row 0 that FP64, the model's type, cannot hold exactly.")]
    [InlineData("account", "FP32", "\"1\"", "Input 'account' has a string in row 0; its datatype is FP32.")]
    [InlineData("code", "BYTES", "1", "Input 'code' has a number in row 0; its datatype is BYTES.")]
    [InlineData("code", "FP64", "1", "Input 'code' has the datatype FP64; the model wants BYTES.")]
    [InlineData("senior", "INT8", "2", "Input 'senior' has a number in row 0 that BOOL, the model's type, cannot hold exactly.")]
    [InlineData("senior", "FP32", "0.5", "Input 'senior' has a number in row 0 that BOOL, the model's type, cannot hold exactly.")]
    [InlineData("senior__present", "BOOL", "null", "Input 'senior__present' has null in row 0; its datatype is BOOL.")]
    [InlineData("left", "FP64", "1.5", "Input 'left' has a number in row 0 that INT64, the model's type, cannot hold exactly.")]
    [InlineData("left", "FP64", "1e19", "Input 'left' has a number in row 0 that INT64, the model's type, cannot hold exactly.")]
    [InlineData("left", "UINT64", "9223372036854775808", "Input 'left' has a number in row 0 that INT64, the model's type, cannot hold exactly.")]
    [InlineData("left", "UINT64", "18446744073709551616", "Input 'left' has a number in row 0; its datatype is UINT64.")]
    [InlineData("left", "UINT64", "-1", "Input 'left' has a number in row 0; its datatype is UINT64.")]
    [InlineData("left", "INT64", "9223372036854775808", "Input 'left' has a number in row 0; its datatype is INT64.")]
    [InlineData("left", "INT8", "128", "Input 'left' has a number in row 0; its datatype is INT8.")]
    [InlineData("left", "INT8", "-129", "Input 'left' has a number in row 0; its datatype is INT8.")]
    [InlineData("left", "INT16", "32768", "Input 'left' has a number in row 0; its datatype is INT16.")]
    [InlineData("left", "INT16", "-32769", "Input 'left' has a number in row 0; its datatype is INT16.")]
    [InlineData("left", "INT32", "2147483648", "Input 'left' has a number in row 0; its datatype is INT32.")]
    [InlineData("left", "INT32", "-2147483649", "Input 'left' has a number in row 0; its datatype is INT32.")]
    [InlineData("left", "UINT8", "256", "Input 'left' has a number in row 0; its datatype is UINT8.")]
    [InlineData("left", "UINT8", "-1", "Input 'left' has a number in row 0; its datatype is UINT8.")]
    [InlineData("left", "UINT16", "65536", "Input 'left' has a number in row 0; its datatype is UINT16.")]
    [InlineData("left", "UINT16", "-1", "Input 'left' has a number in row 0; its datatype is UINT16.")]
    [InlineData("left", "UINT32", "4294967296", "Input 'left' has a number in row 0; its datatype is UINT32.")]
    [InlineData("left", "UINT32", "-1", "Input 'left' has a number in row 0; its datatype is UINT32.")]
    [InlineData("left", "INT32", "\"1970-01-01\"", "Input 'left' has a string in row 0; its datatype is INT32.")]
    public void A_value_that_does_not_fit_is_told_with_its_row(string name, string type, string json, string message) =>
        Assert.Equal(message, Refused(Tensor(name, type, json)).Message);

    [Theory]
    [InlineData("\"datatype\": {\"name\": \"left\"}, \"shape\": [1], \"data\": [1]", "Input 'amount' has the datatype an object; expected one of FP32, BYTES, INT64, FP64, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, FP16.")]
    [InlineData("\"datatype\": \"FP31\", \"shape\": [1], \"data\": [1]", "Input 'amount' has the datatype 'FP31'; expected one of FP32, BYTES, INT64, FP64, BOOL, UINT8, UINT16, UINT32, UINT64, INT8, INT16, INT32, FP16.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [1, 2], \"data\": [1]", "Input 'amount' has another shape than the model's: [1, 2]; expected [N, 1] with the number of rows as N.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [], \"data\": []", "Input 'amount' has another shape than the model's: []; expected [N, 1] with the number of rows as N.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [2147483648], \"data\": []", "Input 'amount' has another shape than the model's: [2147483648]; expected [N, 1] with the number of rows as N.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [12345678901234567890, 123456789012345678901], \"data\": []", "Input 'amount' has another shape than the model's: [12345678901234567890, …]; expected [N, 1] with the number of rows as N.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [1, \"1\"], \"data\": [1]", "Input 'amount' has another shape than the model's: [1, …]; expected [N, 1] with the number of rows as N.")]
    [InlineData("\"datatype\": \"FP32\", \"data\": [1]", "An input 'amount' has no 'shape'; each has name, shape, datatype and data.")]
    [InlineData("\"shape\": [1], \"data\": [1]", "An input 'amount' has no 'datatype'; each has name, shape, datatype and data.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [1]", "An input 'amount' has no 'data'; each has name, shape, datatype and data.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [1], \"data\": 3", "The data of input 'amount' is a number; expected an array.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [1], \"data\": [1, 2]", "Input 'amount' has more values; its shape says 1.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [3], \"data\": [1, 2]", "Input 'amount' has 2 values; its shape says 3.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [2], \"data\": [[1], [2, 3]]", "Row 1 of input 'amount' does not have exactly one value; its shape says [2, 1].")]
    [InlineData("\"datatype\": \"FP32\", \"datatype\": \"FP32\"", "Input 'amount' has 'datatype' twice.")]
    [InlineData("\"parameters\": {}, \"parameters\": {}", "Input 'amount' has 'parameters' twice.")]
    [InlineData("\"parameters\": 3", "'parameters' of the input 'amount' is a number; expected an object.")]
    [InlineData("\"parameters\": {\"shared_memory_region\": \"x\"}", "The input 'amount' has the parameter 'shared_memory_region', an extension of the protocol that this server does not have.")]
    [InlineData("\"parameters\": {\"binary_data_size\": 4, \"binary_data_size\": 4}", "Input 'amount' has 'binary_data_size' twice.")]
    [InlineData("\"parameters\": {\"binary_data_size\": 0, \"binary_data_size\": 4}", "Input 'amount' has 'binary_data_size' twice.")]
    [InlineData("\"parameters\": {\"binary_data_size\": \"4\"}", "'binary_data_size' of the input 'amount' is a string; expected the bytes of its data behind the JSON, 0 or more.")]
    [InlineData("\"parameters\": {\"binary_data_size\": -1}", "'binary_data_size' of the input 'amount' is a number; expected the bytes of its data behind the JSON, 0 or more.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [1], \"data\": [1], \"parameters\": {\"binary_data_size\": 0}", "Input 'amount' has both 'data' and a 'binary_data_size'; its values stand in one of the two places.")]
    [InlineData("\"datatype\": \"FP32\", \"shape\": [1], \"parameters\": {\"binary_data_size\": 0}", "Input 'amount' has a binary_data_size of 0; 1 rows of FP32 have 4 bytes.")]
    public void A_tensor_that_is_none_is_told_by_what_it_lacks(string members, string message) =>
        Assert.Equal((400, message), Status(Refused("{\"name\": \"amount\", " + members + "}")));

    [Fact]
    public void A_tensor_without_a_name_or_in_another_length_than_those_before_is_told()
    {
        Assert.Equal("An input has no 'name'; each has name, shape, datatype and data.", Refused("""{"shape": [1], "datatype": "FP32", "data": [1]}""").Message);
        Assert.Equal(("amount", 1), Place(Refused("""{"name": "amount", "shape": [2], "datatype": "FP32", "data": [[1], [2, 3]]}""")));
        Assert.Equal(("left", 0), Place(Refused(Tensor("left", "FP64", "1.5"))));
        Assert.Equal("Input 'tenure' is given twice.", Refused(Tensor("tenure", "FP32", "1") + ", " + Tensor("tenure", "FP32", "1")).Message);
        Assert.Equal(
            "Input 'left' has 2 rows, and an input before it has 1; all must have the same.",
            Refused(Tensor("tenure", "FP32", "1") + """, {"name": "left", "shape": [2], "datatype": "INT64", "data": [1, 2]}""").Message);
        Assert.Equal((413, "Input 'tenure' has 4 rows; 3 are allowed in a request."), Status(models.Refused(InferFormat.Instance, Schema, Body("""{"name": "tenure", "shape": [4], "datatype": "FP32", "data": [1, 2, 3, 4]}"""), maxRows: 3)));
        Assert.Equal("Input 'amount' is missing; the model wants it as FP32 with the shape [N, 1], null where a value is missing.", models.Refused(InferFormat.Instance, Schema, Body(Tensor("tenure", "FP32", "1"))).Message);
    }

    /// <summary>A feature that tells nothing is none of the file's inputs; whoever sends it need not know that.</summary>
    [Fact]
    public void A_feature_that_the_file_does_not_need_is_read_over_but_only_once()
    {
        var unused = """{"name": "unused", "shape": [1, 1], "datatype": "FP32", "data": [[{"a": [1]}]]}""";

        Assert.Equal(2f, ((float[])Read(unused + ", " + Tensor("amount", "FP32", "2")).Batch.Column(1))[0]);
        Assert.Equal(2f, ((float[])Read(Tensor("amount", "FP32", "2") + ", " + unused).Batch.Column(1))[0]);
        Assert.Equal(5f, ((float[])models.Read(PredictFormat.Instance, Schema, """{"unused": {"a": 1}, "amount": 5}""").Batch.Column(1))[0]);
        Assert.Equal("Input 'unused' is given twice.", Refused(unused + ", " + Tensor("amount", "FP32", "2") + ", " + unused).Message);
        Assert.Equal("Input 'unused' has more values; its shape says 1.", Refused(unused.Replace("[[", "[1, [", StringComparison.Ordinal)).Message);
        Assert.Equal(
            "The model has no input 'unusual'; each feature is an input of its own with the shape [N, 1]: tenure, amount, account, code, senior, left.", Refused(Tensor("unusual", "FP32", "2")).Message);
    }

    [Fact]
    public void Members_may_come_in_any_order_and_others_are_passed_over()
    {
        var batch = Read("""
            {"z": {"name": 1}, "data": [[7], [null]], "shape": [2, 1], "y": [{"shape": [3]}], "parameters": {"x": {"binary_data_size": "a"}, "binary_data_size": null}, "datatype": "FP32", "name": "amount"}
            """, rows: 2).Batch;

        Assert.Equal([7f, float.NaN], ((float[])batch.Column(1)).Take(2));
    }

    [Fact]
    public void Data_behind_the_JSON_are_each_tensor_s_own_part()
    {
        string Of(string name, string type, int size) => $$"""{"name": "{{name}}", "shape": [1], "datatype": "{{type}}", "{{Behind}}{{size}}} }""";
        byte[] data = [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(2.5), 1];
        var request = models.Read(InferFormat.Instance, Schema, Body($"{Of("amount", "FP32", 4)}, {Of("account", "FP64", 8)}, {Of("senior", "BOOL", 1)}, {Rest("amount", "account", "senior")}"), binary: data);

        Assert.Equal((1.5f, 2.5, true), (((float[])request.Batch.Column(1))[0], ((double[])request.Batch.Column(2))[0], ((bool[])request.Batch.Column(4))[0]));
        string Wrong(string tensors, params byte[] sent) => models.Refused(InferFormat.Instance, Schema, Body(tensors), binary: sent).Message;
        Assert.Equal(
            "Input 'account' has a binary_data_size of 8, but 4 bytes are left behind the JSON; the header Inference-Header-Content-Length says where they begin.",
            Wrong($"{Of("amount", "FP32", 4)}, {Of("account", "FP64", 8)}", data[..8]));
        Assert.Equal("Input 'amount' has a binary_data_size of 8; 1 rows of FP32 have 4 bytes.", Wrong(Of("amount", "FP32", 8), data[..8]));
        Assert.Equal("Input 'code' has a binary_data_size of 3; 1 rows of BYTES have at least 4 bytes.", Wrong(Of("code", "BYTES", 3), data[..3]));
        Assert.Equal("1 bytes behind the JSON are no input's: the inputs' binary_data_size are 4 together, and 5 bytes stand there.", Wrong($"{Of("amount", "FP32", 4)}, {Rest("amount")}", data[..5]));
        Assert.Equal("Input 'senior' has the byte 2 in row 0; BOOL is 0 or 1.", Wrong(Of("senior", "BOOL", 1), 2));
        Assert.Equal("Input 'code' has a text of 2 bytes in row 0, but only 1 bytes are left of its binary data.", Wrong(Of("code", "BYTES", 5), 2, 0, 0, 0, 65));
        Assert.Equal(
            "Input 'code' has no length in row 1: its binary data end 3 bytes behind row 0; each text stands behind its length in 4 bytes.",
            Wrong("""{"name": "code", "shape": [2], "datatype": "BYTES", "parameters": {"binary_data_size": 8}}""", 1, 0, 0, 0, 65, 0, 0, 0));
        Assert.Equal("Input 'code' has 1 bytes behind the last of its 1 texts; its binary_data_size counts the texts, each with the 4 bytes of its length.", Wrong(Of("code", "BYTES", 6), 1, 0, 0, 0, 65, 66));
        Assert.Equal("Input 'code' has bytes in row 0 that are not UTF-8.", Wrong(Of("code", "BYTES", 6), 2, 0, 0, 0, 0xC3, 0x28));
        Assert.Equal(
            "The header Inference-Header-Content-Length says that data stand behind the JSON; only v2/models/NAME/infer takes them.",
            models.Refused(PredictFormat.Instance, Schema, "{}", binary: [1]).Message);
    }

    /// <summary>A server receives large bodies in several pieces, which end anywhere.</summary>
    [Fact]
    public void A_body_in_pieces_is_read_as_one()
    {
        var body = Encoding.UTF8.GetBytes(Complete(Tensor("code", "BYTES", "\"some text\""), 1));
        foreach (var cut in Enumerable.Range(0, 10).Select(i => body.Length * i / 10))
        {
            var batch = InferFormat.Instance.Read(BodyPartsTests.InPieces(body, cut), models.Of(Schema).Signature, 1).Batch;
            Assert.Equal("some text", batch.Column(batch.Signature.IndexOfInput("code")).GetValue(0));
        }
    }

    private PredictionRequest Read(string tensors, int rows = 1) => models.Read(InferFormat.Instance, Schema, Complete(tensors, rows));

    private (int Status, string Message, string? Column, int? Row) Refused(string tensors) => models.Refused(InferFormat.Instance, Schema, Complete(tensors, 1));

    private static (int, string) Status((int Status, string Message, string?, int?) refused) => (refused.Status, refused.Message);

    private static (string?, int?) Place((int, string, string? Column, int? Row) refused) => (refused.Column, refused.Row);

    private static string Complete(string tensors, int rows) => Body(string.Join(", ", new[] { tensors, Rest([.. Schema.Features.Where(f => tensors.Contains($"\"{f.Name}\"", StringComparison.Ordinal)).Select(f => f.Name)], rows) }.Where(t => t.Length > 0)));

    /// <summary>The inputs but some, without values.</summary>
    private static string Rest(params string[] but) => Rest(but, 1);

    private static string Rest(string[] but, int rows) => string.Join(", ", Schema.Features.Where(f => f.Name != LoadedModels.Unused && !but.Contains(f.Name)).Select(f =>
        $$"""{"name": "{{f.Name}}", "shape": [{{rows}}, 1], "datatype": "{{TensorType.NameOf(f.DataType)}}", "data": [{{string.Join(", ", Enumerable.Repeat("null", rows))}}]}"""));

    private static string Tensor(string name, string type, string value) => $$"""{"name": "{{name}}", "shape": [1, 1], "datatype": "{{type}}", "data": [{{value}}]}""";

    private static string Body(string tensors) => $$"""{"inputs": [{{tensors}}]}""";

    private static SchemaColumn Feature(string name, ColumnType type) => new() { Name = name, Type = type, Role = ColumnRole.Feature };
}
