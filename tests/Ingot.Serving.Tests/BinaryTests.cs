using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Ingot.Core.Schemas;
using Ingot.Serving.Requests;
using Ingot.Serving.Traffic;
using Ingot.Tests.Shared;
using Microsoft.Extensions.DependencyInjection;

namespace Ingot.Serving.Tests;

/// <summary>The extension <c>binary_tensor_data</c> of the Open Inference Protocol: data behind the JSON, in requests and answers.</summary>
public sealed class BinaryTests(SharedServer server) : IClassFixture<SharedServer>
{
    private const string Path = "/v2/models/Contoso.Churn/infer";
    private const string Header = "Inference-Header-Content-Length";

    [Theory]
    [InlineData("FP32", "7.5", "00 00 F0 40")]
    [InlineData("FP64", "7.5", "00 00 00 00 00 00 1E 40")]
    [InlineData("FP16", "7.5", "80 47")]
    [InlineData("INT8", "-7", "F9")]
    [InlineData("INT16", "-7", "F9 FF")]
    [InlineData("INT32", "-7", "F9 FF FF FF")]
    [InlineData("INT64", "-7", "F9 FF FF FF FF FF FF FF")]
    [InlineData("UINT8", "250", "FA")]
    [InlineData("UINT16", "65530", "FA FF")]
    [InlineData("UINT32", "4294967040", "00 FF FF FF")]
    [InlineData("UINT64", "18446742974197923840", "00 00 00 00 00 FF FF FF")]
    [InlineData("FP32", "null", "00 00 C0 7F")]
    [InlineData("FP64", "null", "01 00 00 00 00 00 F0 FF")]
    [InlineData("FP16", "null", "00 7E")]
    public async Task Every_numeric_type_means_the_same_as_in_JSON(string type, string json, string binary)
    {
        var host = server.Host;
        var expected = await host.AskAsync("/models/Contoso.Churn/predict", $$"""{"tenure": {{json}}, "contract": "Two year", "senior": false}""");

        var answer = await AskAsync(host, [("tenure", type, 1, Hex(binary)), ("contract", "BYTES", 1, Text("Two year")), ("senior", "BOOL", 1, [0])]);

        Assert.Equal((float)expected["prediction"]!["score"]!, BinaryPrimitives.ReadSingleLittleEndian(answer.Data["score"]));
        Assert.Equal((float)expected["prediction"]!["probability"]!, BinaryPrimitives.ReadSingleLittleEndian(answer.Data["probability"]));
    }

    [Fact]
    public async Task Dates_truth_values_and_wide_numbers_are_taken()
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0", schema: Wide);
        host.Promote("production", "1.0.0");
        await host.RunAsync();
        var expected = await host.AskAsync("/models/Contoso.Churn/predict", """
            [{"account": 123456789012, "joined": "1970-01-02"}, {"account": null, "joined": null}, {"account": -0.1, "joined": "1969-12-31T23:59:59.999999Z"}]
            """);

        var answer = await AskAsync(host,
        [
            ("account", "FP64", 3, [.. BitConverter.GetBytes(123456789012d), .. BitConverter.GetBytes(double.NaN), .. BitConverter.GetBytes(-0.1)]),
            ("joined", "INT64", 3, [.. BitConverter.GetBytes(86_400_000_000L), .. BitConverter.GetBytes(99L), .. BitConverter.GetBytes(-1L)]),
            ("joined__present", "UINT8", 3, [1, 0, 1]),
        ]);

        Assert.Equal(expected["predictions"]!.AsArray().Select(p => (float)p!["score"]!), Floats(answer.Data["score"]));
        Assert.Equal(expected["predictions"]!.AsArray().Select(p => (string)p!["predicted_label"]!), Texts(answer.Data["predicted_label"]));
    }

    [Fact]
    public async Task Each_output_has_the_form_that_was_asked_for()
    {
        var host = server.Host;
        var inputs = new (string, string, int, byte[])[] { ("tenure", "FP32", 1, BitConverter.GetBytes(3f)), ("contract", "BYTES", 1, Text("x")), ("senior", "BOOL", 1, [1]) };

        var some = await AskAsync(host, inputs, """
            "parameters": {"binary_data_output": true}, "outputs": [{"name": "score", "parameters": {"binary_data": false}}, {"name": "predicted_label"}]
            """);
        var none = await AskAsync(host, inputs, """ "parameters": {"binary_data_output": null} """);
        var all = await AskAsync(host, inputs, """ "outputs": [{"name": "probability", "parameters": {"binary_data": true}}] """);

        Assert.Equal(["score", "predicted_label"], some.Json["outputs"]!.AsArray().Select(o => (string)o!["name"]!));
        Assert.NotNull(some.Json["outputs"]![0]!["data"]);
        Assert.Null(some.Json["outputs"]![1]!["data"]);
        Assert.Equal(["predicted_label"], some.Data.Keys);
        Assert.Empty(none.Data);
        Assert.Equal(3, none.Json["outputs"]!.AsArray().Count);
        Assert.Equal(["probability"], all.Data.Keys);
        Assert.Contains("binary_tensor_data", (await host.GetAsync("/v2"))["extensions"]!.AsArray().Select(e => (string)e!));
    }

    [Theory]
    [InlineData("tenure", "FP32", 1, "00 00 00", null, "binary_data_size of 3; 1 rows of FP32 have 4 bytes")]
    [InlineData("tenure", "FP32", 2, "00 00 00 00", null, "2 rows of FP32 have 8 bytes")]
    [InlineData("tenure", "FP32", 2147483647, "00 00 00 00", null, "8589934588 bytes")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "5", "binary_data_size of 5, but 4 bytes are left")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "9223372036854775807", "binary_data_size of 9223372036854775807, but 4 bytes are left")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "9223372036854775808", "is a number; expected the bytes of its data")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "-1", "expected the bytes of its data")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "1.5", "expected the bytes of its data")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "\"4\"", "is a string; expected the bytes of its data")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "4, \"binary_data_size\": 4", "twice")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "4}, \"data\": [3], \"x\": {\"a\": 1", "has both 'data' and a 'binary_data_size'")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00 00", "4", "1 bytes behind the JSON are no input's")]
    [InlineData("tenure", "FP32", 1, "00 00 00 00", "null", "'tenure' has no 'data'")]
    [InlineData("tenure", "FP32", 1, "00 00 80 7F", null, "too large for FP32")]
    [InlineData("tenure", "FP64", 1, "00 00 00 00 00 00 F0 7F", null, "too large for FP32")]
    [InlineData("tenure", "INT32", 1, "01 00 00 01", null, "cannot hold exactly")]
    [InlineData("tenure", "BYTES", 1, "01 00 00 00 33", null, "the model wants FP32")]
    [InlineData("input-0", "FP32", 1, "00 00 00 00", null, "no input 'input-0'")]
    [InlineData("contract", "BYTES", 1, "01 00 00", null, "at least 4 bytes")]
    [InlineData("contract", "BYTES", 1, "02 00 00 00 41", null, "a text of 2 bytes in row 0, but only 1 bytes are left")]
    [InlineData("contract", "BYTES", 1, "FF FF FF FF 41", null, "a text of 4294967295 bytes")]
    [InlineData("contract", "BYTES", 2, "01 00 00 00 41 00 00 00", null, "no length in row 1")]
    [InlineData("contract", "BYTES", 1, "01 00 00 00 41 42", null, "1 bytes behind the last")]
    [InlineData("contract", "BYTES", 1, "02 00 00 00 C3 28", null, "not UTF-8")]
    [InlineData("contract", "BYTES", 1, "03 00 00 00 ED A0 80", null, "not UTF-8")]
    [InlineData("senior", "BOOL", 1, "02", null, "the byte 2 in row 0; BOOL is 0 or 1")]
    [InlineData("senior__present", "FP32", 1, "00 00 C0 7F", null, "cannot hold exactly")]
    public async Task Data_that_do_not_add_up_are_refused(string name, string type, int rows, string binary, string? size, string message)
    {
        var host = server.Host;
        var data = Hex(binary);

        // What was said of the tensor is told, whether it stands first or behind others; the others are right.
        var json = $$"""{"inputs": [{"name": "{{name}}", "shape": [{{rows}}, 1], "datatype": "{{type}}", "parameters": {"binary_data_size": {{size ?? data.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)}}} }{{Rest(name)}}]}""";

        using var response = await SendAsync(host, json, data);

        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, text);
        Assert.Contains(message, (string?)JsonNode.Parse(text)!["error"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0", "0, but a body without JSON")]
    [InlineData("-1", "expected one number")]
    [InlineData("+5", "expected one number")]
    [InlineData("5,5", "expected one number")]
    [InlineData("1e3", "expected one number")]
    [InlineData("99999999999", "expected one number")]
    [InlineData("2147483647", "but the body has")]
    [InlineData("+1", "expected one number")]
    [InlineData("1", "not valid JSON")]
    public async Task A_header_that_is_no_length_of_the_JSON_is_refused(string value, string message)
    {
        var host = server.Host;

        using var response = await SendAsync(host, """{"inputs": []}""", [], value);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(message, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_without_the_header_and_the_header_where_no_data_are_taken_are_told()
    {
        await using var host = await ServingHost.StartAsync(o => o.Limits.MaxRows = 3);
        const string json = """{"inputs": [{"name": "tenure", "shape": [1, 1], "datatype": "FP32", "parameters": {"binary_data_size": 4}}]}""";

        Assert.Contains("4, but 0 bytes are left behind the JSON; the header Inference-Header-Content-Length says", (string?)(await host.RefusedAsync(HttpStatusCode.BadRequest, Path, json))["error"], StringComparison.Ordinal);
        using var predict = new HttpRequestMessage(HttpMethod.Post, "/models/Contoso.Churn/predict") { Content = new StringContent("{}") };
        predict.Headers.Add(Header, "2");
        using var refused = await host.Client.SendAsync(predict);
        Assert.Contains("only v2/models/NAME/infer", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var rows = await SendAsync(host, json.Replace("[1, 1]", "[4, 1]", StringComparison.Ordinal).Replace("4}", "16}", StringComparison.Ordinal), new byte[16]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, rows.StatusCode);
        foreach (var parameter in new[] { """{"shared_memory_region": "a"}""", """{"classification": 3}""" })
        {
            await host.RefusedAsync(HttpStatusCode.BadRequest, Path, $$"""{"outputs": [{"name": "score", "parameters": {{parameter}} }]}""");
            await host.RefusedAsync(HttpStatusCode.BadRequest, Path, $$"""{"inputs": [{"name": "tenure", "parameters": {{parameter}} }]}""");
        }

        Assert.Contains("'parameters' of the input 'tenure' is", (string?)(await host.RefusedAsync(HttpStatusCode.BadRequest, Path, """{"inputs": [{"name": "tenure", "parameters": 3}]}"""))["error"], StringComparison.Ordinal);
        Assert.Contains("The name of an input is", (string?)(await host.RefusedAsync(HttpStatusCode.BadRequest, Path, """{"inputs": [{"name": 3}]}"""))["error"], StringComparison.Ordinal);
        Assert.Contains("'binary_data' of the output is", (string?)(await host.RefusedAsync(HttpStatusCode.BadRequest, Path, """{"outputs": [{"parameters": {"binary_data": 1}}]}"""))["error"], StringComparison.Ordinal);
        Assert.Contains("expected true or false", (string?)(await host.RefusedAsync(HttpStatusCode.BadRequest, Path, """{"parameters": {"binary_data_output": 1}}"""))["error"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_must_have_values_takes_no_missing_ones_and_none_out_of_range()
    {
        await using var host = new ServingHost();
        host.Publish("1.0.0", schema: TestPackage.Schema with
        {
            Columns = [TestPackage.Schema.Columns[0], TestPackage.Schema.Columns[1] with { Min = 0, Max = 72, MinFraction = 1 }, TestPackage.Schema.Columns[2] with { MinDomainMass = 1, MinFraction = 1 }],
        });
        host.Promote("production", "1.0.0");
        await host.RunAsync();

        foreach (var (tenure, contract, message) in new[]
        {
            (float.NaN, "Two year", "'tenure' has no value in row 0"), (73, "Two year", "'tenure' has the value 73"), (3, "", "'contract' has no value"), (3, "Tow year", "did you mean 'Two year'"),
        })
        {
            using var response = await SendAsync(host, [("tenure", "FP32", 1, BitConverter.GetBytes(tenure)), ("contract", "BYTES", 1, Text(contract))], """ "id": "1" """);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Contains(message, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_row_of_binary_data_costs_memory_of_its_own()
    {
        var host = server.Host;
        using var lease = host.Services.GetRequiredService<ModelRouter>().Lease("Contoso.Churn", null, null);
        Read(1);

        var (few, many) = (Read(1_000), Read(3_000));

        // The columns themselves: a 32-bit number, a reference, a truth value and its presence.
        Assert.InRange(many - few, 1, 2_000 * (sizeof(float) + IntPtr.Size + 2) + 256);

        long Read(int rows)
        {
            var (json, data) = Build(
            [
                ("tenure", "FP32", rows, [.. Enumerable.Repeat(BitConverter.GetBytes(3.5f), rows).SelectMany(b => b)]),
                ("contract", "BYTES", rows, [.. Enumerable.Repeat(Text("Two year"), rows).SelectMany(b => b)]),
                ("senior", "BOOL", rows, new byte[rows]),
            ], """ "id": "1" """);
            var body = new ReadOnlySequence<byte>([.. Encoding.UTF8.GetBytes(json), .. data]);
            var before = GC.GetAllocatedBytesForCurrentThread();
            InferFormat.Instance.Read(body, lease.Model.Signature, rows, Encoding.UTF8.GetByteCount(json));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static ModelSchema Wide { get; } = TestPackage.Schema with
    {
        Columns =
        [
            TestPackage.Schema.Columns[0],
            new SchemaColumn { Name = "account", Type = ColumnType.Number, Role = ColumnRole.Feature, Precision = NumberPrecision.Float64 },
            new SchemaColumn { Name = "joined", Type = ColumnType.Date, Role = ColumnRole.Feature },
        ],
    };

    /// <summary>The other inputs, as JSON: so that only one tensor is wrong.</summary>
    private static string Rest(string name) => string.Concat(new[]
    {
        ("tenure", ", {\"name\": \"tenure\", \"shape\": [1], \"datatype\": \"FP32\", \"data\": [1]}"),
        ("contract", ", {\"name\": \"contract\", \"shape\": [1], \"datatype\": \"BYTES\", \"data\": [\"a\"]}"),
        ("senior", ", {\"name\": \"senior\", \"shape\": [1], \"datatype\": \"BOOL\", \"data\": [true]}"),
    }.Where(i => i.Item1 != name).Select(i => i.Item2));

    private static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", string.Empty, StringComparison.Ordinal));

    private static byte[] Text(string text) => [.. BitConverter.GetBytes(Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static float[] Floats(byte[] data) => [.. data.Chunk(sizeof(float)).Select(b => BitConverter.ToSingle(b))];

    private static List<string> Texts(byte[] data)
    {
        var texts = new List<string>();
        for (var at = 0; at < data.Length; at += 4 + BitConverter.ToInt32(data, at))
        {
            texts.Add(Encoding.UTF8.GetString(data, at + 4, BitConverter.ToInt32(data, at)));
        }

        return texts;
    }

    private static (string Json, byte[] Data) Build((string Name, string Type, int Rows, byte[] Data)[] inputs, string more) => (
        $$"""{{{more}}, "inputs": [{{string.Join(", ", inputs.Select(i => $$"""{"name": "{{i.Name}}", "shape": [{{i.Rows}}, 1], "datatype": "{{i.Type}}", "parameters": {"binary_data_size": {{i.Data.Length}}} }"""))}}]}""",
        [.. inputs.SelectMany(i => i.Data)]);

    private static async Task<HttpResponseMessage> SendAsync(ServingHost host, string json, byte[] data, string? header = null)
    {
        var text = Encoding.UTF8.GetBytes(json);
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = new ByteArrayContent([.. text, .. data]) };
        request.Headers.TryAddWithoutValidation(Header, header ?? text.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return await host.Client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> SendAsync(ServingHost host, (string Name, string Type, int Rows, byte[] Data)[] inputs, string more)
    {
        var (json, data) = Build(inputs, more);
        return SendAsync(host, json, data);
    }

    private static async Task<TritonAnswer> AskAsync(
        ServingHost host, (string Name, string Type, int Rows, byte[] Data)[] inputs, string more = """ "parameters": {"binary_data_output": true} """)
    {
        using var response = await SendAsync(host, inputs, more);
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, Encoding.UTF8.GetString(body));
        return TritonAnswer.Read(response.Headers.TryGetValues(Header, out var length) ? length.Single() : null, body);
    }
}
