(module
 (type $0 (func (param i32 i32)))
 (import "env" "memory" (memory $mimport$0 1))
 (export "run" (func $0))
 (export "stretch" (func $1))
 (func $0 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 v128)
  (local $28 v128)
  (local $29 v128)
  (local $30 v128)
  (local $31 v128)
  (local $32 v128)
  (local $33 v128)
  (local $34 v128)
  (local $35 v128)
  (local $36 v128)
  (local $37 v128)
  (local $38 v128)
  (local $39 v128)
  (local $40 v128)
  (local $scratch i32)
  (local.set $9
   (f64x2.splat
    (f64.const 0)
   )
  )
  (local.set $15
   (f64x2.splat
    (f64.const 11)
   )
  )
  (local.set $18
   (f64x2.splat
    (f64.const 7)
   )
  )
  (local.set $20
   (f64x2.splat
    (f64.const 1e4)
   )
  )
  (local.set $23
   (f64x2.splat
    (f64.const 1e6)
   )
  )
  (local.set $24
   (f64x2.splat
    (f64.const 1797693134862315708145274e284)
   )
  )
  (local.set $26
   (f64x2.splat
    (f64.const inf)
   )
  )
  (local.set $30
   (f64x2.splat
    (f64.const 1)
   )
  )
  (local.set $31
   (f64x2.splat
    (f64.const 0.01)
   )
  )
  (local.set $36
   (f64x2.splat
    (f64.const -inf)
   )
  )
  (local.set $40
   (f64x2.splat
    (f64.const nan:0x8000000000000)
   )
  )
  (local.set $5
   (v128.load align=4
    (local.get $0)
   )
  )
  (local.set $6
   (v128.load offset=2048 align=4
    (local.get $0)
   )
  )
  (local.set $7
   (local.get $5)
  )
  (local.set $8
   (local.get $6)
  )
  (local.set $10
   (local.get $9)
  )
  (local.set $11
   (local.get $9)
  )
  (local.set $12
   (local.get $7)
  )
  (local.set $13
   (local.get $8)
  )
  (local.set $14
   (local.get $12)
  )
  (local.set $16
   (f64x2.sub
    (f64x2.add
     (f64x2.mul
      (local.get $14)
      (local.get $14)
     )
     (local.get $13)
    )
    (local.get $15)
   )
  )
  (local.set $17
   (local.get $13)
  )
  (local.set $19
   (f64x2.add
    (f64x2.mul
     (local.get $16)
     (local.get $16)
    )
    (f64x2.div
     (f64x2.mul
      (local.get $12)
      (f64x2.mul
       (f64x2.mul
        (local.get $17)
        (local.get $17)
       )
       (local.get $17)
      )
     )
     (local.get $18)
    )
   )
  )
  (local.set $21
   (local.get $19)
  )
  (local.set $22
   (v128.not
    (local.get $9)
   )
  )
  (local.set $25
   (f64x2.min
    (f64x2.max
     (local.get $23)
     (f64x2.mul
      (local.get $20)
      (local.get $19)
     )
    )
    (local.get $24)
   )
  )
  (local.set $27
   (local.get $26)
  )
  (local.set $27
   (f64x2.pmin
    (local.get $27)
    (local.get $21)
   )
  )
  (local.set $32
   (f64x2.le
    (local.get $21)
    (local.get $31)
   )
  )
  (local.set $33
   (v128.or
    (local.get $33)
    (local.get $32)
   )
  )
  (local.set $34
   (f64x2.add
    (local.get $34)
    (v128.andnot
     (local.get $30)
     (local.get $33)
    )
   )
  )
  (local.set $35
   (v128.and
    (f64x2.add
     (local.get $35)
     (local.get $30)
    )
    (local.get $32)
   )
  )
  (local.set $28
   (v128.and
    (f64x2.gt
     (local.get $21)
     (local.get $36)
    )
    (f64x2.le
     (local.get $21)
     (local.get $25)
    )
   )
  )
  (local.set $29
   (f64x2.add
    (local.get $29)
    (v128.and
     (local.get $30)
     (local.get $28)
    )
   )
  )
  (local.set $22
   (v128.and
    (local.get $22)
    (local.get $28)
   )
  )
  (v128.store offset=16512 align=4
   (i32.const 0)
   (local.get $7)
  )
  (v128.store offset=16576 align=4
   (i32.const 0)
   (local.get $8)
  )
  (v128.store offset=16640 align=4
   (i32.const 0)
   (local.get $10)
  )
  (v128.store offset=16704 align=4
   (i32.const 0)
   (local.get $11)
  )
  (block $block
   (loop $label1
    (br_if $block
     (i32.eqz
      (i32.and
       (i32.lt_u
        (local.get $2)
        (i32.const 1600)
       )
       (v128.any_true
        (v128.or
         (local.get $9)
         (local.get $22)
        )
       )
      )
     )
    )
    (local.set $3
     (select
      (i32.const 1600)
      (select
       (i32.add
        (i32.add
         (local.get $2)
         (local.get $2)
        )
        (i32.const 32)
       )
       (i32.add
        (local.get $2)
        (i32.const 256)
       )
       (i32.lt_u
        (i32.add
         (i32.add
          (local.get $2)
          (local.get $2)
         )
         (i32.const 32)
        )
        (i32.add
         (local.get $2)
         (i32.const 256)
        )
       )
      )
      (i32.lt_u
       (i32.const 1600)
       (select
        (i32.add
         (i32.add
          (local.get $2)
          (local.get $2)
         )
         (i32.const 32)
        )
        (i32.add
         (local.get $2)
         (i32.const 256)
        )
        (i32.lt_u
         (i32.add
          (i32.add
           (local.get $2)
           (local.get $2)
          )
          (i32.const 32)
         )
         (i32.add
          (local.get $2)
          (i32.const 256)
         )
        )
       )
      )
     )
    )
    (call $1
     (local.get $2)
     (local.get $1)
    )
    (local.set $37
     (v128.load offset=16768 align=4
      (i32.const 0)
     )
    )
    (local.set $38
     (v128.load offset=16832 align=4
      (i32.const 0)
     )
    )
    (local.set $39
     (v128.load offset=16896 align=4
      (i32.const 0)
     )
    )
    (if
     (i64x2.all_true
      (v128.or
       (v128.and
        (v128.and
         (f64x2.lt
          (f64x2.abs
           (local.get $39)
          )
          (local.get $26)
         )
         (f64x2.le
          (local.get $38)
          (local.get $25)
         )
        )
        (v128.or
         (f64x2.le
          (local.get $38)
          (local.get $31)
         )
         (f64x2.gt
          (local.get $37)
          (local.get $31)
         )
        )
       )
       (v128.not
        (local.get $22)
       )
      )
     )
     (then
      (local.set $4
       (i32.mul
        (i32.sub
         (i32.sub
          (local.get $3)
          (local.get $2)
         )
         (i32.const 8)
        )
        (i32.const 8)
       )
      )
      (local.set $19
       (v128.load offset=14336 align=4
        (local.get $4)
       )
      )
      (local.set $21
       (v128.bitselect
        (local.get $19)
        (local.get $21)
        (local.get $22)
       )
      )
      (local.set $27
       (v128.bitselect
        (f64x2.pmin
         (local.get $27)
         (local.get $37)
        )
        (local.get $27)
        (local.get $22)
       )
      )
      (local.set $29
       (f64x2.add
        (local.get $29)
        (v128.and
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
         (local.get $22)
        )
       )
      )
      (local.set $32
       (v128.bitselect
        (f64x2.le
         (local.get $38)
         (local.get $31)
        )
        (local.get $32)
        (local.get $22)
       )
      )
      (local.set $33
       (v128.or
        (local.get $33)
        (local.get $32)
       )
      )
      (local.set $34
       (f64x2.add
        (local.get $34)
        (v128.andnot
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
         (local.get $33)
        )
       )
      )
      (local.set $35
       (v128.and
        (f64x2.add
         (local.get $35)
         (f64x2.splat
          (f64.convert_i32_u
           (i32.shr_u
            (i32.sub
             (local.get $3)
             (local.get $2)
            )
            (i32.const 3)
           )
          )
         )
        )
        (local.get $32)
       )
      )
     )
     (else
      (local.set $4
       (i32.const 0)
      )
      (loop $label
       (local.set $19
        (v128.load offset=14336 align=4
         (local.get $4)
        )
       )
       (local.set $21
        (v128.bitselect
         (local.get $19)
         (local.get $21)
         (local.get $22)
        )
       )
       (local.set $27
        (f64x2.pmin
         (local.get $27)
         (local.get $21)
        )
       )
       (local.set $32
        (f64x2.le
         (local.get $21)
         (local.get $31)
        )
       )
       (local.set $33
        (v128.or
         (local.get $33)
         (local.get $32)
        )
       )
       (local.set $34
        (f64x2.add
         (local.get $34)
         (v128.andnot
          (local.get $30)
          (local.get $33)
         )
        )
       )
       (local.set $35
        (v128.and
         (f64x2.add
          (local.get $35)
          (local.get $30)
         )
         (local.get $32)
        )
       )
       (local.set $28
        (v128.and
         (f64x2.gt
          (local.get $21)
          (local.get $36)
         )
         (f64x2.le
          (local.get $21)
          (local.get $25)
         )
        )
       )
       (local.set $29
        (f64x2.add
         (local.get $29)
         (v128.and
          (local.get $30)
          (local.get $28)
         )
        )
       )
       (local.set $22
        (v128.and
         (local.get $22)
         (local.get $28)
        )
       )
       (br_if $label
        (block (result i32)
         (local.set $scratch
          (i32.lt_u
           (local.get $4)
           (i32.mul
            (i32.sub
             (i32.sub
              (local.get $3)
              (local.get $2)
             )
             (i32.const 8)
            )
            (i32.const 8)
           )
          )
         )
         (local.set $4
          (i32.add
           (local.get $4)
           (i32.const 64)
          )
         )
         (local.get $scratch)
        )
       )
      )
     )
    )
    (local.set $2
     (local.get $3)
    )
    (br $label1)
   )
  )
  (v128.store offset=4096 align=4
   (local.get $0)
   (v128.bitselect
    (local.get $21)
    (local.get $40)
    (local.get $28)
   )
  )
  (v128.store offset=6144 align=4
   (local.get $0)
   (local.get $27)
  )
  (v128.store offset=8192 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $34)
     (local.get $30)
    )
    (local.get $9)
    (local.get $33)
   )
  )
  (v128.store offset=10240 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (f64x2.add
      (f64x2.sub
       (f64x2.splat
        (f64.convert_i32_u
         (i32.shr_u
          (local.get $2)
          (i32.const 3)
         )
        )
       )
       (local.get $35)
      )
      (local.get $30)
     )
     (local.get $30)
    )
    (local.get $9)
    (v128.and
     (local.get $32)
     (local.get $28)
    )
   )
  )
  (v128.store offset=12288 align=4
   (local.get $0)
   (v128.bitselect
    (f64x2.max
     (local.get $29)
     (local.get $30)
    )
    (local.get $9)
    (v128.not
     (local.get $28)
    )
   )
  )
 )
 (func $1 (param $0 i32) (param $1 i32)
  (local $2 i32)
  (local $3 i32)
  (local $4 i32)
  (local $5 v128)
  (local $6 v128)
  (local $7 v128)
  (local $8 v128)
  (local $9 v128)
  (local $10 v128)
  (local $11 v128)
  (local $12 v128)
  (local $13 v128)
  (local $14 v128)
  (local $15 v128)
  (local $16 v128)
  (local $17 v128)
  (local $18 v128)
  (local $19 v128)
  (local $20 v128)
  (local $21 v128)
  (local $22 v128)
  (local $23 v128)
  (local $24 v128)
  (local $25 v128)
  (local $26 v128)
  (local $27 v128)
  (local $28 v128)
  (local $29 v128)
  (local $30 v128)
  (local $31 v128)
  (local $32 v128)
  (local $33 v128)
  (local $34 v128)
  (local $35 v128)
  (local.set $10
   (f64x2.splat
    (f64.const 11)
   )
  )
  (local.set $14
   (f64x2.splat
    (f64.const 4)
   )
  )
  (local.set $15
   (f64x2.splat
    (f64.const 7)
   )
  )
  (local.set $17
   (f64x2.splat
    (f64.const 2)
   )
  )
  (local.set $18
   (f64x2.splat
    (f64.const 3)
   )
  )
  (local.set $20
   (f64x2.splat
    (f64.const 0.9)
   )
  )
  (local.set $25
   (f64x2.splat
    (f64.const 0.01)
   )
  )
  (local.set $29
   (f64x2.splat
    (f64.const inf)
   )
  )
  (local.set $31
   (f64x2.splat
    (f64.const -inf)
   )
  )
  (local.set $33
   (f64x2.splat
    (f64.const 0)
   )
  )
  (local.set $3
   (select
    (i32.const 1600)
    (select
     (i32.add
      (i32.add
       (local.get $0)
       (local.get $0)
      )
      (i32.const 32)
     )
     (i32.add
      (local.get $0)
      (i32.const 256)
     )
     (i32.lt_u
      (i32.add
       (i32.add
        (local.get $0)
        (local.get $0)
       )
       (i32.const 32)
      )
      (i32.add
       (local.get $0)
       (i32.const 256)
      )
     )
    )
    (i32.lt_u
     (i32.const 1600)
     (select
      (i32.add
       (i32.add
        (local.get $0)
        (local.get $0)
       )
       (i32.const 32)
      )
      (i32.add
       (local.get $0)
       (i32.const 256)
      )
      (i32.lt_u
       (i32.add
        (i32.add
         (local.get $0)
         (local.get $0)
        )
        (i32.const 32)
       )
       (i32.add
        (local.get $0)
        (i32.const 256)
       )
      )
     )
    )
   )
  )
  (local.set $2
   (local.get $0)
  )
  (local.set $4
   (i32.const 0)
  )
  (loop $label
   (local.set $5
    (v128.load offset=16512 align=4
     (i32.const 0)
    )
   )
   (local.set $7
    (v128.load offset=16576 align=4
     (i32.const 0)
    )
   )
   (local.set $21
    (v128.load offset=16640 align=4
     (i32.const 0)
    )
   )
   (local.set $23
    (v128.load offset=16704 align=4
     (i32.const 0)
    )
   )
   (local.set $6
    (local.get $5)
   )
   (local.set $8
    (local.get $7)
   )
   (local.set $9
    (local.get $6)
   )
   (local.set $11
    (f64x2.sub
     (f64x2.add
      (f64x2.mul
       (local.get $9)
       (local.get $9)
      )
      (local.get $8)
     )
     (local.get $10)
    )
   )
   (local.set $12
    (local.get $8)
   )
   (local.set $13
    (local.get $8)
   )
   (local.set $16
    (f64x2.add
     (f64x2.mul
      (f64x2.mul
       (local.get $14)
       (local.get $11)
      )
      (local.get $6)
     )
     (f64x2.div
      (f64x2.mul
       (f64x2.mul
        (local.get $12)
        (local.get $12)
       )
       (local.get $12)
      )
      (local.get $15)
     )
    )
   )
   (local.set $19
    (f64x2.add
     (f64x2.mul
      (local.get $17)
      (local.get $11)
     )
     (f64x2.div
      (f64x2.mul
       (f64x2.mul
        (local.get $18)
        (local.get $6)
       )
       (f64x2.mul
        (local.get $13)
        (local.get $13)
       )
      )
      (local.get $15)
     )
    )
   )
   (local.set $22
    (f64x2.add
     (f64x2.mul
      (local.get $20)
      (local.get $21)
     )
     (local.get $16)
    )
   )
   (local.set $24
    (f64x2.add
     (f64x2.mul
      (local.get $20)
      (local.get $23)
     )
     (local.get $19)
    )
   )
   (local.set $26
    (f64x2.sub
     (local.get $5)
     (f64x2.mul
      (local.get $25)
      (local.get $22)
     )
    )
   )
   (local.set $27
    (f64x2.sub
     (local.get $7)
     (f64x2.mul
      (local.get $25)
      (local.get $24)
     )
    )
   )
   (local.set $5
    (local.get $26)
   )
   (local.set $7
    (local.get $27)
   )
   (local.set $21
    (local.get $22)
   )
   (local.set $23
    (local.get $24)
   )
   (local.set $6
    (local.get $5)
   )
   (local.set $8
    (local.get $7)
   )
   (local.set $9
    (local.get $6)
   )
   (local.set $11
    (f64x2.sub
     (f64x2.add
      (f64x2.mul
       (local.get $9)
       (local.get $9)
      )
      (local.get $8)
     )
     (local.get $10)
    )
   )
   (local.set $12
    (local.get $8)
   )
   (local.set $28
    (f64x2.add
     (f64x2.mul
      (local.get $11)
      (local.get $11)
     )
     (f64x2.div
      (f64x2.mul
       (local.get $6)
       (f64x2.mul
        (f64x2.mul
         (local.get $12)
         (local.get $12)
        )
        (local.get $12)
       )
      )
      (local.get $15)
     )
    )
   )
   (v128.store offset=14336 align=4
    (local.get $4)
    (local.get $28)
   )
   (v128.store offset=16512 align=4
    (i32.const 0)
    (local.get $5)
   )
   (v128.store offset=16576 align=4
    (i32.const 0)
    (local.get $7)
   )
   (v128.store offset=16640 align=4
    (i32.const 0)
    (local.get $21)
   )
   (v128.store offset=16704 align=4
    (i32.const 0)
    (local.get $23)
   )
   (local.set $4
    (i32.add
     (local.get $4)
     (i32.const 64)
    )
   )
   (local.set $2
    (i32.add
     (local.get $2)
     (i32.const 8)
    )
   )
   (br_if $label
    (i32.lt_u
     (local.get $2)
     (local.get $3)
    )
   )
  )
  (local.set $4
   (i32.mul
    (i32.sub
     (i32.sub
      (local.get $3)
      (local.get $0)
     )
     (i32.const 8)
    )
    (i32.const 8)
   )
  )
  (local.set $28
   (v128.load offset=14336 align=4
    (local.get $4)
   )
  )
  (local.set $30
   (local.get $29)
  )
  (local.set $32
   (local.get $31)
  )
  (local.set $34
   (local.get $33)
  )
  (local.set $2
   (local.get $0)
  )
  (local.set $4
   (i32.const 0)
  )
  (loop $label1
   (local.set $35
    (v128.load offset=14336 align=4
     (local.get $4)
    )
   )
   (local.set $30
    (f64x2.pmin
     (local.get $30)
     (local.get $35)
    )
   )
   (local.set $32
    (f64x2.pmax
     (local.get $32)
     (local.get $35)
    )
   )
   (local.set $34
    (f64x2.add
     (local.get $34)
     (local.get $35)
    )
   )
   (local.set $4
    (i32.add
     (local.get $4)
     (i32.const 64)
    )
   )
   (local.set $2
    (i32.add
     (local.get $2)
     (i32.const 8)
    )
   )
   (br_if $label1
    (i32.lt_u
     (local.get $2)
     (local.get $3)
    )
   )
  )
  (v128.store offset=16768 align=4
   (i32.const 0)
   (local.get $30)
  )
  (v128.store offset=16832 align=4
   (i32.const 0)
   (local.get $32)
  )
  (v128.store offset=16896 align=4
   (i32.const 0)
   (local.get $34)
  )
 )
)
